"""The forms of a visit: remarks on one page of questions, extra recommendations, and the sign-off."""

from __future__ import annotations

from collections.abc import Mapping

from govuk_frontend_wtf.wtforms_widgets import GovDateInput, GovRadioInput, GovSelect, GovTextArea, GovTextInput
from wtforms import DateField, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length

from assessment.answer_input import read_answer
from assessment.answers import CHOICES, LONGEST_NOTE, LONGEST_REASON, Answer
from assessment.visit_overrides import Remark
from questions.model import Bank, Question
from reports.report.wording import choice_labels
from web.site.base_form import Form, tidy

AS_ANSWERED = "as-answered"
_TEXTS = {"reason": LONGEST_REASON, "private": LONGEST_NOTE, "note": LONGEST_NOTE}
_LABELS = {
    "reason": "Why does it not apply here?",
    "private": "Private note, for your team only",
    "note": "Note for the report",
}


class RemarksForm(Form):
    """The remarks of one page of questions."""

    asked: tuple[Question, ...] = ()

    def read(self, answers: Mapping[str, Answer]) -> dict[str, Remark | None]:
        """The remarks by question, None where nothing is said; attaches errors to their fields."""
        found: dict[str, Remark | None] = {}
        for question in self.asked:
            picked = self[f"agreed-{question.id}"].data
            texts = {part: self[f"{part}-{question.id}"].data or "" for part in _TEXTS}
            choice = next((each for each in CHOICES if each == picked), None)
            agreed, errors = read_answer(question, choice, texts["reason"], None)
            for part, message in errors.items():
                field = "agreed" if part == "choice" else part
                self[f"{field}-{question.id}"].errors = [message]
            own = answers.get(question.id)
            remark = Remark(
                agreed.choice if agreed else None,
                own.choice if own else None,
                agreed.reason if agreed else "",
                texts["private"],
                texts["note"],
            )
            found[question.id] = None if remark.empty else remark
        return found


def remarks_form(
    bank: Bank, asked: tuple[Question, ...], answers: Mapping[str, Answer], remarks: Mapping[str, Remark]
) -> RemarksForm:
    """The form of one page of questions, with what was remarked before."""
    fields: dict[str, object] = {"asked": asked}
    for question in asked:
        remark = remarks.get(question.id, Remark())
        own = answers.get(question.id)
        as_answered = "As they answered" if own and own.answered else "Leave it unanswered"
        fields[f"agreed-{question.id}"] = RadioField(
            "Agreed level",
            widget=GovRadioInput(),
            choices={AS_ANSWERED: as_answered, **dict(choice_labels(bank, question))},
            default=remark.agreed or AS_ANSWERED,
        )
        for part, longest in _TEXTS.items():
            fields[f"{part}-{question.id}"] = TextAreaField(
                _LABELS[part],
                widget=GovTextArea(),
                filters=[tidy],
                default=getattr(remark, part),
                validators=[Length(max=longest, message=f"Use {longest:,} characters or fewer")],
            )
    form: RemarksForm = type("PageOfRemarksForm", (RemarksForm,), fields)()
    return form


class AdviceForm(Form):
    """One more recommendation: an action of the catalogue, or the adviser's own words, or both."""

    question = SelectField("An action from the catalogue (optional)", widget=GovSelect(), validate_choice=True)
    text = TextAreaField(
        "In your own words (optional if you picked one above)",
        widget=GovTextArea(),
        filters=[tidy],
        validators=[Length(max=600, message="Use 600 characters or fewer")],
    )
    class_id = RadioField(
        "How soon?", widget=GovRadioInput(), validators=[InputRequired("Select how soon it should be done")]
    )


class DayField(DateField):
    """A day in three boxes, all of one name. However many were sent, the page that shows them again has three."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read the day. Raises ValueError, which WTForms shows at the field, for what is no day in three parts."""
        self.raw_data = [*valuelist, "", "", ""][:3]
        try:
            super().process_formdata(valuelist)
        except ValueError:
            raise ValueError("Enter a real date, such as 24 5 2027") from None


class SignOffForm(Form):
    """Signs a visit."""

    signed_for = StringField(
        "Who agreed this for the business? Name and role",
        widget=GovTextInput(),
        filters=[tidy],
        validators=[InputRequired("Enter who agreed this for the business"), Length(max=120, message="Too long")],
    )
    follow_up = DayField(
        "When will you follow up?",
        widget=GovDateInput(),
        format="%d %m %Y",
        validators=[InputRequired("Enter the date on which you will follow up, such as 24 5 2027")],
    )
