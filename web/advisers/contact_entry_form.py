"""The form of a force's contact entry, checked as the operator's file is."""

from __future__ import annotations

from govuk_frontend_wtf.wtforms_widgets import GovTextInput
from wtforms import StringField
from wtforms.validators import Length, ValidationError

from contacts.validators import CHECKS
from web.site.base_form import Form, tidy

LABELS = {
    "team": "Team",
    "email": "Mailbox",
    "phone": "Phone",
    "page": "Page",
    "hours": "Hours",
    "notes": "Area",
}


def _stripped(typed: str | None) -> str:
    return (typed or "").strip()


def _field(name: str, longest: int) -> StringField:
    limit = Length(max=longest, message=f"{LABELS[name]}: use {longest} characters or fewer")
    return StringField(LABELS[name], widget=GovTextInput(), filters=[tidy, _stripped], validators=[limit, _checked])


def _checked(_form: Form, field: StringField) -> None:
    if field.data and (problem := CHECKS[field.short_name](field.data)):
        raise ValidationError(f"{LABELS[field.short_name]}: {problem.remedy}")


class EntryForm(Form):
    """Asks for everything that is printed of a team."""

    team = _field("team", 100)
    email = _field("email", 254)
    phone = _field("phone", 40)
    page = _field("page", 300)
    hours = _field("hours", 120)
    notes = _field("notes", 300)
