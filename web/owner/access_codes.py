"""The codes that an owner makes for others: listed with their last use, made, shown once, withdrawn."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, url_for
from govuk_frontend_wtf.wtforms_widgets import GovRadioInput, GovSelect, GovTextInput
from werkzeug.wrappers import Response as Redirect
from wtforms import RadioField, SelectField, StringField
from wtforms.validators import DataRequired, InputRequired, Length

from storage.errors import Refused
from usecases.access_codes import LONGEST_NAME, Offer, codes_of, grant_for, make_code, offers_of
from web.site.access import owner_only, workspace_id
from web.site.base_form import Form, form_page, tidy
from web.site.kept_form import keeps_typed
from web.site.services import services

pages = Blueprint("access_codes", __name__, url_prefix="/workspace/codes")

KINDS: dict[str, str] = {
    "read": "Read everything, change nothing",
    "place": "Answer and work on one place",
    "area": "Answer one area of one place",
}


class CodeForOthersForm(Form):
    """Asks who a code is for, and what it opens."""

    name = StringField(
        "Who is it for?",
        widget=GovTextInput(),
        filters=[tidy],
        validators=[
            DataRequired("Enter a name, such as Tom or IT manager"),
            Length(max=LONGEST_NAME, message=f"Use {LONGEST_NAME} characters or fewer"),
        ],
    )
    kind = RadioField(
        "What may they do?",
        widget=GovRadioInput(),
        choices=KINDS,
        validators=[InputRequired("Select what they may do")],
    )
    place = SelectField("Which place?", widget=GovSelect(), validate_choice=False)
    area = SelectField("Which area?", widget=GovSelect(), validate_choice=False)

    def offer(self, offers: tuple[Offer, ...]) -> None:
        """Offer these places and the areas that any of them is asked about; with one place it is chosen already."""
        areas = {area_id: title for each in offers for area_id, title in each.areas.items()}
        self.place.choices = {"": "Select a place", **{each.premises_id: each.name for each in offers}}
        if len(offers) == 1 and not self.place.data:
            self.place.data = offers[0].premises_id
        self.area.choices = {"": "Select an area", **areas}


@pages.get("")
@owner_only
def overview() -> str:
    """Show the codes, and offer to make another."""
    return render_template("pages/codes.html", codes=codes_of(services, workspace_id()))


@pages.route("/new", methods=["GET", "POST"])
@owner_only
@keeps_typed
def make() -> str | tuple[str, int]:
    """Make a code; the page that follows is the only one that ever shows it."""
    form, offers = CodeForOthersForm(), offers_of(services, workspace_id())
    form.offer(offers)
    if form.validate_on_submit():
        try:
            grant = grant_for(offers, form.kind.data, form.place.data or "", form.area.data or "")
        except Refused as refusal:
            field = form.area if form.place.data else form.place
            field.errors = [str(refusal)]
            return form_page("pages/code-make.html", form, offers=offers)
        try:
            code, shown = make_code(services, workspace_id(), form.name.data or "", grant)
        except Refused as refusal:
            form.name.errors = [str(refusal)]
        else:
            return render_template("pages/code-made.html", code=code, shown=shown)
    return form_page("pages/code-make.html", form, offers=offers)


@pages.post("/<code_id>/withdraw")
@owner_only
def withdraw(code_id: str) -> Redirect:
    """Withdraw a code: it no longer works, and where it is open, it is closed."""
    services.store.withdraw_access_code(workspace_id(), code_id, services.now())
    flash("The code is withdrawn. Wherever it was open, it is closed now.")
    return redirect(url_for("access_codes.overview"))
