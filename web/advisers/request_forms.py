"""The forms with which an adviser closes a request, gives it to a colleague, or passes it on."""

from __future__ import annotations

from govuk_frontend_wtf.wtforms_widgets import GovRadioInput, GovSelect, GovTextArea
from wtforms import RadioField, SelectField, TextAreaField
from wtforms.validators import InputRequired, Length

from web.site.base_form import Form, tidy


class CloseForm(Form):
    """Asks for the outcome of a request."""

    outcome = TextAreaField(
        "What was the outcome?",
        widget=GovTextArea(),
        filters=[tidy],
        validators=[
            InputRequired("Write what the outcome was"),
            Length(max=1000, message="Use 1,000 characters or fewer"),
        ],
    )


class PassOnForm(Form):
    """Asks to which force, and why."""

    to_force = SelectField(
        "To which force?",
        widget=GovSelect(),
        validators=[InputRequired("Select the force")],
    )
    why = TextAreaField(
        "Why?",
        widget=GovTextArea(),
        filters=[tidy],
        validators=[
            InputRequired("Write why you are passing it on"),
            Length(max=500, message="Use 500 characters or fewer"),
        ],
    )


class AssignForm(Form):
    """Asks to which colleague."""

    to_account = RadioField(
        "To which colleague?", widget=GovRadioInput(), validators=[InputRequired("Select the colleague")]
    )
