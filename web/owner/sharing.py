"""The owner shares an assessment with the local advisers, or asks them to get in touch, and takes it back."""

from __future__ import annotations

from datetime import date

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from govuk_frontend_wtf.wtforms_widgets import GovCheckboxInput, GovRadioInput, GovTextArea, GovTextInput
from werkzeug.wrappers import Response as Redirect
from wtforms import BooleanField, HiddenField, RadioField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, ValidationError

from assessment.due import months_after
from contacts import Contact
from local_time import end_of_day
from reports.report.dates import long_date
from storage.errors import Refused
from storage.records import Premises
from storage.sharing import NewShare, Wish
from usecases.events import event
from usecases.force_contact import contact_of, force_of, local_contact, team_here
from usecases.names import account_name
from usecases.open_assessment import OpenAssessment
from usecases.plans import facts_of
from web.site.access import open_assessment, owner_only, workspace_id
from web.site.base_form import Form, form_page, tidy
from web.site.kept_form import keeps_typed
from web.site.services import services

pages = Blueprint("sharing", __name__)

MONTHS = {"1": "1 month", "3": "3 months", "6": "6 months"}


class ShareForm(Form):
    """Asks what to share and for how long, and for consent."""

    wish = RadioField(
        "What do you want to give the team?",
        widget=GovRadioInput(),
        choices={"share": "My answers, result and plan", "contact": "Only a request to get in touch"},
        validators=[InputRequired("Select what you want to give the team")],
    )
    reach = StringField(
        "How can they reach you?",
        widget=GovTextInput(),
        filters=[tidy],
        validators=[Length(max=120, message="Use 120 characters or fewer")],
    )
    message = TextAreaField(
        "Message to the team (optional)",
        widget=GovTextArea(),
        filters=[tidy],
        validators=[Length(max=500, message="Use 500 characters or fewer")],
    )
    months = RadioField(
        "Until when?",
        widget=GovRadioInput(),
        choices=MONTHS,
        default="3",
        validators=[InputRequired("Select until when")],
    )
    consent = BooleanField(
        "I can decide this for the business, and I agree",
        widget=GovCheckboxInput(),
        validators=[InputRequired("Tick the box if you agree. Nothing is shared without it")],
    )

    # The force that the page named: consent to one force is not consent to another.
    force = HiddenField()
    force_now = ""

    def validate_consent(self, field: BooleanField) -> None:
        """Consent holds for the force that the page named."""
        if self.force.data != self.force_now:
            field.data = False
            raise ValidationError("The police force has changed. Check who would see your answers, then agree")

    def validate_reach(self, field: StringField) -> None:
        """A team that is asked to get in touch needs to know how."""
        if self.wish.data == "contact" and not field.data:
            raise ValidationError("Enter a phone number or an email address, so that they can reach you")


@pages.app_template_global("can_share")
def _can_share(premises: Premises) -> bool:
    """Sharing is only offered where somebody would see what is shared; elsewhere pages show `local_contact`."""
    return services.bank.adviser is not None and team_here(services, premises)


@pages.app_template_global("local_contact")
def _local_contact(premises: Premises) -> Contact | None:
    return local_contact(services, premises)


@pages.route("/assessments/<assessment_id>/share", methods=["GET", "POST"])
@owner_only
@keeps_typed
def share(assessment_id: str) -> str | Redirect | tuple[str, int]:
    """Say what would be shared and ask for consent. If nobody would see it, say so and share nothing."""
    adviser = services.bank.adviser or abort(404)
    opened, today = open_assessment(assessment_id), services.today()
    force_id = force_of(services, opened.premises)
    there = force_id in services.store.forces_with_advisers()
    contact = contact_of(services, force_id) if force_id else None
    view = {"opened": opened, "adviser": adviser, "contact": contact, "there": there}
    if force_id is None or not there:
        return render_template("pages/share.html", **view)
    form = ShareForm()
    form.force_now = force_id
    form.months.choices = {months: f"{text}, until {_day(today, months)}" for months, text in MONTHS.items()}
    if form.validate_on_submit():
        try:
            _share(opened, force_id, form)
        except Refused as error:
            form.wish.errors = [str(error)]
        else:
            name = services.directory.force(force_id).name
            flash(f"Done. The advisers of {name} can see it now. You can stop sharing here at any time.")
            return redirect(url_for("workspace.home"))
    form.force.data = force_id
    return form_page("pages/share.html", form, **view)


@pages.get("/workspace/shares/<share_id>/stop")
@owner_only
def confirm_stop(share_id: str) -> str | Redirect:
    """Say that a visit is under way, and what stopping means for it."""
    if all(each.id != share_id for each in services.store.shares_of(workspace_id())):
        abort(404)
    visit = services.store.running_visit(workspace_id(), share_id, services.now())
    if visit is None:
        return redirect(url_for("workspace.home"))
    name = account_name(services, visit.account_id)
    return render_template("pages/stop-sharing.html", share_id=share_id, name=name)


@pages.post("/workspace/shares/<share_id>/take-back")
@owner_only
def take_back(share_id: str) -> Redirect:
    """Stop sharing: from now on the force can see nothing of it. Where a visit is under way, ask first."""
    visit = services.store.running_visit(workspace_id(), share_id, services.now())
    if visit is not None and "sure" not in request.form:
        return redirect(url_for("sharing.confirm_stop", share_id=share_id))
    services.store.withdraw(workspace_id(), share_id, services.now())
    event("share-withdrawn")
    flash("You have stopped sharing. The advisers can no longer see it.")
    return redirect(url_for("workspace.home"))


@pages.post("/workspace/shares/<share_id>/visits")
@owner_only
def visits_along(share_id: str) -> Redirect:
    """Let the force to which the request is passed on read the reports of its visits, or no longer."""
    if "agree" in request.form:
        try:
            services.store.let_visits_along(workspace_id(), share_id, request.form.get("force", ""), services.now())
            flash("Done. You can take this back here at any time.")
        except Refused as refused:
            flash(str(refused))
    else:
        services.store.keep_visits_back(workspace_id(), share_id)
        flash("You have taken it back. The other force can no longer read the report of the visit here.")
    return redirect(url_for("workspace.home", _anchor="shares"))


def _share(opened: OpenAssessment, force_id: str, form: ShareForm) -> None:
    wish = _wish(form)
    new = NewShare(
        workspace_id=opened.workspace_id,
        assessment_id=opened.assessment.id,
        force_id=force_id,
        wish=wish,
        message=form.message.data or "",
        reach=form.reach.data or "",
        until=end_of_day(_last_day(services.today(), form.months.data)),
        # An owner who only asks for contact has not agreed to be counted.
        facts=facts_of(services, opened.assessment) if wish == "share" else None,
    )
    services.store.share(new, services.now())
    event("shared", force=force_id)


def _wish(form: ShareForm) -> Wish:
    return "share" if form.wish.data == "share" else "contact"


def _last_day(today: date, months: str) -> date:
    return months_after(today, int(months))


def _day(today: date, months: str) -> str:
    return long_date(_last_day(today, months))
