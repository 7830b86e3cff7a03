"""How a business joins a workshop with the code on the adviser's screen, and how it leaves."""

from __future__ import annotations

import secrets

from flask import Blueprint, abort, flash, redirect, render_template, request, session, url_for
from govuk_frontend_wtf.wtforms_widgets import GovTextInput
from werkzeug.wrappers import Response as Redirect
from wtforms import StringField
from wtforms.validators import Length

from assessment.profile_navigation import next_profile_page
from storage.records import Assessment
from storage.workshops import Workshop
from usecases.names import force_name
from usecases.open_assessment import OpenAssessment
from usecases.return_codes import grouped
from usecases.workshop_membership import Participation, find_workshop, join_with, open_memberships, participation_of
from usecases.workspaces import Place, begin_at, places_of
from web.site.access import enter, owner_only, workspace_here, workspace_id
from web.site.base_form import Form, tidy
from web.site.services import services

pages = Blueprint("join_workshop", __name__)

# A random name of this device, so that its wrong codes count apart from those of others at the same address.
DEVICE = "join"

Page = str | tuple[str, int]
Places = tuple[Place, ...]


class JoinForm(Form):
    """Asks for the code of a workshop."""

    code = StringField("Workshop code", widget=GovTextInput(), filters=[tidy], validators=[Length(max=80)])


@pages.app_template_global("participation")
def _participation(opened: OpenAssessment) -> Participation | None:
    return participation_of(services, opened)


@pages.before_request
def only_with_advisers() -> None:
    """404 where the bank has no advisers."""
    if services.bank.adviser is None:
        abort(404)


@pages.route("/join", methods=["GET", "POST"])
def join() -> Page | Redirect:
    """Ask for the code."""
    form = JoinForm()
    if request.method == "GET":
        session.setdefault(DEVICE, secrets.token_urlsafe(9))
        return render_template("pages/join.html", form=form)
    typed = (form.code.data or "").strip()
    if not typed:
        form.code.errors = ["Enter the code on the adviser’s screen"]
    elif form.validate_on_submit() and (found := _find(typed)):
        return redirect(url_for("join_workshop.join_here", code=grouped(found.code)))
    else:
        form.code.errors = ["No workshop is open with that code. Check it against the adviser’s screen"]
    return render_template("pages/join.html", form=form), 400


@pages.route("/join/<code>", methods=["GET", "POST"])
def join_here(code: str) -> Page | Redirect:
    """Say what the adviser will see; then join with the workspace that is open, or with a new one."""
    found = _find(code)
    if found is None:
        form = JoinForm(formdata=None)
        form.code.errors = ["No workshop is open with that code. Check it against the adviser’s screen"]
        return render_template("pages/join.html", form=form), 404
    places = _places()
    error = None
    if request.method == "POST":
        answer = _join(found, places, request.form.get("with", ""))
        if answer is not None:
            return answer
        error = "Select how you want to take part"
    page = render_template(
        "pages/join-here.html",
        workshop=found,
        code=grouped(found.code),
        force=force_name(services, found.force_id),
        places=places,
        roles=services.bank.roles,
        joined=_joined(found),
        error=error,
    )
    return (page, 400) if error else page


@pages.post("/workspace/leave-workshop")
@owner_only
def leave() -> Redirect:
    """Leave the workshop: the answers stay in the workspace and no longer count on any board."""
    for each in open_memberships(services, workspace_id()):
        services.store.leave_workshop(workspace_id(), each.workshop.id)
    flash("You have left the workshop. Your answers are still here.")
    return redirect(url_for("workspace.home"))


def _find(code: str) -> Workshop | None:
    known = session.get(DEVICE)
    session.setdefault(DEVICE, secrets.token_urlsafe(9))
    return find_workshop(services, code, str(request.remote_addr), known)


def _join(workshop: Workshop, places: Places, chosen: str) -> Redirect | None:
    """Join with an assessment of the open workspace, with a new one of its premises, or with a new workspace.

    None for any other choice.
    """
    if chosen == "new":
        enter(begin_at(services, str(request.remote_addr), workshop.id).token)
        return redirect(url_for("public.code"))
    for place in places:
        assessment = next((each for each in place.assessments if each.id == chosen), None)
        if assessment is not None or place.premises.id == chosen:
            return _join_with(workshop, place, assessment)
    return None


def _join_with(workshop: Workshop, place: Place, assessment: Assessment | None) -> Redirect:
    joined = join_with(services, workshop, place.premises, assessment)
    if joined is not None:
        return redirect(url_for("questionnaire.tasks", assessment_id=joined.id))
    unfinished = next_profile_page(services.bank, place.premises.profile) or abort(404)
    return redirect(url_for("premises.profile", premises_id=place.premises.id, page_id=unfinished.id))


def _places() -> Places:
    """The premises and assessments of the workspace that is open on this device; an empty list without one."""
    workspace_id = workspace_here()
    return places_of(services, workspace_id) if workspace_id else ()


def _joined(workshop: Workshop) -> bool:
    workspace_id = workspace_here()
    return workspace_id is not None and any(
        each.workshop.id == workshop.id for each in services.store.memberships(workspace_id)
    )
