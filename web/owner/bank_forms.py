"""Forms made from the bank: profile pages and pages of questions, as WTForms with GOV.UK widgets."""

from __future__ import annotations

from typing import Any

from govuk_frontend_wtf.wtforms_widgets import GovCheckboxesInput, GovRadioInput, GovTextInput
from wtforms import Field, RadioField, SelectMultipleField, StringField, TextAreaField

from assessment.answer_input import read_answer
from assessment.answers import CHOICES, Answer
from assessment.profile import Profile
from questions.model import Question
from questions.profile import ProfileField, ProfilePage
from web.site.base_form import CheckedForm, Form, tidy

YES_NO = {"yes": "Yes", "no": "No"}


class QuestionForm(CheckedForm):
    """The answers of one page of questions."""

    asked: tuple[Question, ...] = ()

    def read(self) -> tuple[dict[str, Answer | None], dict[str, dict[str, str]]]:
        """Give the answers by question id (None: nothing said), and faults by question id and part.

        A question that was not on the page when it was sent, as it came to be asked only since, stays as it is.
        """
        answers: dict[str, Answer | None] = {}
        faults: dict[str, dict[str, str]] = {}
        for question in self.asked:
            fields = {part: self[f"{part}-{question.id}"] for part in ("choice", "reason", "note")}
            if not any(field.raw_data for field in fields.values()):
                continue
            said = {part: field.data for part, field in fields.items()}
            answers[question.id], found = read_answer(question, said["choice"], said["reason"], said["note"])
            if found:
                faults[question.id] = found
        return answers, faults


_FORMS: dict[tuple[str, ...], type[Form]] = {}


def question_form(bank_version: str, asked: tuple[Question, ...]) -> type[QuestionForm]:
    """The form class of a page of questions, made once for each set of questions of a bank version."""
    key = (bank_version, *(question.id for question in asked))
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


def form_values(profile: Profile, asked: tuple[ProfileField, ...]) -> dict[str, object]:
    """A profile's values as the form shows them."""
    shown: dict[str, object] = {}
    for field in asked:
        value = profile.get(field.id)
        if isinstance(value, bool):
            value = "yes" if value else "no"
        shown[field.id] = list(value) if isinstance(value, tuple) else None if value is None else str(value)
    return shown


def _profile_field(field: ProfileField) -> Field:
    options = {option.id: option.title for option in field.options}
    match field.kind:
        case "choice":
            return RadioField(field.ask, choices=options, widget=GovRadioInput(), validate_choice=False)
        case "choices":
            return SelectMultipleField(field.ask, choices=options, widget=GovCheckboxesInput(), validate_choice=False)
        case "yes-no":
            return RadioField(field.ask, choices=YES_NO, widget=GovRadioInput(), validate_choice=False)
    return StringField(field.ask, widget=GovTextInput(), filters=[tidy])
