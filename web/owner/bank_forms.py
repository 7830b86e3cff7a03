"""Forms made from the bank: the pages of the profile, as WTForms with GOV.UK widgets."""

from __future__ import annotations

from govuk_frontend_wtf.wtforms_widgets import GovCheckboxesInput, GovRadioInput, GovTextInput
from wtforms import Field, RadioField, SelectMultipleField, StringField

from questions.profile import ProfileField, ProfilePage
from usecases.profile_editing import SentProfile
from usecases.revisions import Sent
from web.site.base_form import Form, tidy
from web.site.clashes import keeps_mine, sent_revisions

YES_NO = {"yes": "Yes", "no": "No"}


_FORMS: dict[tuple[str, ...], type[Form]] = {}


def profile_form(bank_version: str, page: ProfilePage, asked: tuple[ProfileField, ...]) -> type[Form]:
    """The form class of one page of the profile, with the fields that are asked now."""
    key = (bank_version, "profile", page.id, *(field.id for field in asked))
    if key not in _FORMS:
        _FORMS[key] = type("ProfilePageForm", (Form,), {field.id: _profile_field(field) for field in asked})
    return _FORMS[key]


def sent_profile(form: Form, asked: tuple[ProfileField, ...]) -> SentProfile:
    """What was sent of a page of the profile, but for the fields where the reader chose what is saved now."""
    values: dict[str, Sent] = {}
    for field in asked:
        data = form[field.id].data
        if keeps_mine(field.id):
            values[field.id] = tuple(data or ()) if field.kind == "choices" else data or ""
    return SentProfile(asked, values, sent_revisions())


def _profile_field(field: ProfileField) -> Field:
    options = {option.id: option.title for option in field.offered}
    match field.kind:
        case "choice":
            return RadioField(field.ask, choices=options, widget=GovRadioInput(), validate_choice=False)
        case "choices":
            return SelectMultipleField(field.ask, choices=options, widget=GovCheckboxesInput(), validate_choice=False)
        case "yes-no":
            return RadioField(field.ask, choices=YES_NO, widget=GovRadioInput(), validate_choice=False)
    return StringField(field.ask, widget=GovTextInput(), filters=[tidy])
