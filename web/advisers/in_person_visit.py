"""A visit with the owner beside the adviser, on one device: a new workspace, the owner's consent, then the visit."""

from __future__ import annotations

from datetime import datetime

from flask import Blueprint, flash, redirect, render_template, request, url_for
from govuk_frontend_wtf.wtforms_widgets import GovCheckboxInput
from werkzeug.wrappers import Response as Redirect
from wtforms import BooleanField
from wtforms.validators import InputRequired

from assessment.due import months_after
from local_time import end_of_day
from reports.report.builder import REVIEW_MONTHS
from storage.sharing import NewShare
from usecases.names import force_name
from usecases.open_assessment import OpenAssessment
from usecases.plans import facts_of
from usecases.workspaces import begin_workspace
from web.advisers.auth import adviser, advisers_only
from web.site.access import close_workspace, enter, fresh_code, open_assessment, owner_only
from web.site.base_form import Form, form_page
from web.site.services import services

pages = Blueprint("in_person_visit", __name__, url_prefix="/advisers/fresh")


class ConsentForm(Form):
    """The owner's consent, given in the room."""

    consent = BooleanField(
        "The owner, or someone who can decide for the business, has read this and agrees",
        widget=GovCheckboxInput(),
        validators=[
            InputRequired("Ask the owner to read this and tick the box if they agree. Nothing is shared without it")
        ],
    )


@pages.route("", methods=["GET", "POST"])
@advisers_only
def start() -> str | Redirect:
    """Begin a workspace for the business in this browser; its return code is for the owner."""
    if request.method == "POST":
        enter(begin_workspace(services).token)
        return redirect(url_for("public.code"))
    return render_template("advisers/fresh.html")


@pages.route("/<assessment_id>", methods=["GET", "POST"])
@advisers_only
@owner_only
def consent(assessment_id: str) -> str | Redirect | tuple[str, int]:
    """Ask the owner for consent, then open the assessment that is open here as a visit.

    The device is the adviser's, and an owner can do more than an adviser may: the workspace is closed here, but not
    before the owner has seen the return code that opens it elsewhere.
    """
    opened, own, form = open_assessment(assessment_id), adviser().account, ConsentForm()
    if fresh_code() is not None:
        return redirect(url_for("public.code"))
    if form.validate_on_submit():
        visit = services.store.begin_in_person_visit(_share(opened, own.force_id), own.id, services.now())
        close_workspace()
        flash("The workspace of the business is closed on this device. The owner opens it with the return code.")
        return redirect(url_for("visits.one", visit_id=visit.id))
    force = force_name(services, own.force_id)
    return form_page("advisers/fresh-consent.html", form, opened=opened, force=force, until=_until())


def _share(opened: OpenAssessment, force_id: str) -> NewShare:
    """The share that the owner agrees to."""
    facts = facts_of(services, opened.assessment)
    return NewShare(opened.workspace_id, opened.assessment.id, force_id, "share", _until(), facts=facts)


def _until() -> datetime:
    """Long enough for the follow-up, and a month more."""
    return end_of_day(months_after(services.today(), REVIEW_MONTHS + 1))
