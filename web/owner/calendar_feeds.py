"""The days of a plan in a calendar: secret addresses that its owner makes and withdraws, and the calendar at one."""

from __future__ import annotations

from flask import Blueprint, Response, abort, flash, redirect, render_template, request, url_for
from govuk_frontend_wtf.wtforms_widgets import GovRadioInput, GovTextInput
from werkzeug.wrappers import Response as Redirect
from wtforms import RadioField, StringField
from wtforms.validators import DataRequired, InputRequired, Length

from storage.errors import Refused
from usecases.calendar_feeds import LONGEST_NAME, feed_calendar, make_feed
from web.owner.finished import finish_first
from web.site.access import open_assessment, owner_only
from web.site.base_form import Form, form_page, tidy
from web.site.downloads import at_secret_address
from web.site.kept_form import keeps_typed
from web.site.services import services

pages = Blueprint("calendar_feeds", __name__)

TITLES: dict[str, str] = {
    "plain": "Numbers only, such as “Security plan: job 3 of 18 is due”",
    "jobs": "The title of each job",
}


class FeedForm(Form):
    """Asks whose calendar it is, and what its entries are called."""

    name = StringField(
        "Whose calendar is it for?",
        widget=GovTextInput(),
        filters=[tidy],
        validators=[
            DataRequired("Enter a name, such as Maya’s phone"),
            Length(max=LONGEST_NAME, message=f"Use {LONGEST_NAME} characters or fewer"),
        ],
    )
    titles = RadioField(
        "What should the entries be called?",
        widget=GovRadioInput(),
        choices=TITLES,
        default="plain",
        validators=[InputRequired("Select what the entries should be called")],
    )


@pages.route("/assessments/<assessment_id>/dates", methods=["GET", "POST"])
@owner_only
@keeps_typed
def overview(assessment_id: str) -> str | Redirect | tuple[str, int]:
    """List the addresses, and make another; the page that follows is the only one that ever shows it."""
    opened, form = open_assessment(assessment_id), FeedForm()
    if opened.assessment.finished is None:
        return finish_first(opened)
    if form.validate_on_submit():
        try:
            token, feed = make_feed(services, opened.assessment, form.name.data or "", form.titles.data)
        except Refused as refusal:
            form.name.errors = [str(refusal)]
        else:
            address = url_for("calendar_feeds.feed", token=token, _external=True)
            return render_template("pages/dates-made.html", opened=opened, feed=feed, address=address)
    return form_page("pages/dates.html", form, opened=opened, feeds=services.store.feeds_of(opened.assessment.id))


@pages.post("/assessments/<assessment_id>/dates/<feed_id>/withdraw")
@owner_only
def withdraw(assessment_id: str, feed_id: str) -> Redirect:
    """Withdraw an address: from now on it leads nowhere."""
    opened = open_assessment(assessment_id)
    services.store.withdraw_feed(opened.workspace_id, opened.assessment.id, feed_id, services.now())
    flash("The address is withdrawn. Calendars that read it get nothing more; some keep what they have read.")
    return redirect(url_for("calendar_feeds.overview", assessment_id=assessment_id))


@pages.get("/calendar/<token>.ics")
def feed(token: str) -> Response:
    """The calendar at a secret address; 404 for one that is unknown or withdrawn."""
    content = feed_calendar(services, token, str(request.remote_addr)) or abort(404)
    return at_secret_address(content, "text/calendar", "security-plan.ics")
