"""Forms made from the bank: profile pages and pages of questions, as WTForms with GOV.UK widgets."""

from __future__ import annotations

from typing import Any

from govuk_frontend_wtf.wtforms_widgets import GovCheckboxesInput, GovRadioInput, GovTextInput
from wtforms import Field, RadioField, SelectMultipleField, StringField, TextAreaField

from assessment.answers import CHOICES
from questions.model import Question
from questions.profile import ProfileField, ProfilePage
from usecases.answering import PARTS, SentPage
from usecases.profile_editing import SentProfile
from usecases.revisions import Sent
from web.site.base_form import CheckedForm, Form, tidy
from web.site.clashes import keeps_mine, sent_revisions

YES_NO = {"yes": "Yes", "no": "No"}


class QuestionForm(CheckedForm):
    """The answers of one page of questions."""

    asked: tuple[Question, ...] = ()

    def sent(self) -> SentPage:
        """What was sent, but for the fields where the reader chose what is saved now.

        A question that was not on the page when it was sent, as it came to be asked only since, is left out.
        """
        questions = tuple(each for each in self.asked if any(self[f"{part}-{each.id}"].raw_data for part in PARTS))
        names = [f"{part}-{each.id}" for each in questions for part in PARTS]
        return SentPage(questions, {n: self[n].data or "" for n in names if keeps_mine(n)}, sent_revisions())


_FORMS: dict[tuple[str, ...], type[Form]] = {}


def question_form(bank_version: str, asked: tuple[Question, ...]) -> type[QuestionForm]:
    """The form class of a page of questions, made once for each set of questions of a bank version.

    The same question may not apply to one place and must apply to the next, so the two have forms of their own.
    """
    key = (bank_version, *(f"{question.id}{'?' if question.not_applicable else ''}" for question in asked))
    if key not in _FORMS:
        fields: dict[str, Any] = {"asked": asked}
        for question in asked:
            fields[f"choice-{question.id}"] = RadioField(
                choices={str(choice): choice for choice in CHOICES}, validate_choice=False
            )
            fields[f"reason-{question.id}"] = TextAreaField(filters=[tidy])
            fields[f"note-{question.id}"] = TextAreaField(filters=[tidy])
        _FORMS[key] = type("PageOfQuestionsForm", (QuestionForm,), fields)
    return _FORMS[key]


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
