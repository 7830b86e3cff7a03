"""The forms of a visit: remarks on one page of questions, and the sign-off."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from govuk_frontend_wtf.wtforms_widgets import (
    GovCheckboxInput,
    GovDateInput,
    GovRadioInput,
    GovTextArea,
    GovTextInput,
)
from wtforms import BooleanField, DateField, HiddenField, RadioField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length

from assessment.answers import LONGEST_NOTE, LONGEST_REASON, Answer
from questions.model import Bank, Question
from reports.report.wording import choice_labels
from usecases.revisions import Clash, Sent
from usecases.visiting import AS_ANSWERED, LOOKED, PARTS
from web.site.base_form import Form, tidy
from web.site.clashes import ClashLine, keeps_mine

_TEXTS = {"reason": LONGEST_REASON, "private": LONGEST_NOTE, "note": LONGEST_NOTE}
_LABELS = {
    "reason": "Why does it not apply here?",
    "private": "Private note, for your team only",
    "note": "Note for the report",
}
# What a page calls the parts of a remark.
PART_NAMES = {
    "agreed": "agreed level",
    "reason": "why it does not apply",
    "private": "private note",
    "note": "note",
    "looked": "seen",
}


class TickField(StringField):
    """A tick that is sent as `y`; a hidden field of its name before it says that it was on the page."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read the tick, however often it was sent."""
        self.data = LOOKED if LOOKED in valuelist else ""


class RemarksForm(Form):
    """The remarks of one page of questions."""

    asked: tuple[Question, ...] = ()
    # Pressed instead of Save where nothing on the page has to be said differently.
    all_seen = TickField()

    def sent(self) -> dict[str, str]:
        """What was sent by field, but for the fields where the adviser chose what is saved now."""
        names = [f"{part}-{each.id}" for each in self.asked for part in PARTS]
        values = {name: self[name].data or "" for name in names if self[name].raw_data and keeps_mine(name)}
        if self.all_seen.data:
            values |= {f"looked-{each.id}": LOOKED for each in self.asked}
        return values

    def put_errors(self, problems: Mapping[str, str]) -> None:
        """Show problems at their fields."""
        for name, message in problems.items():
            self[name].errors = [message]


def remarks_form(
    bank: Bank,
    asked: tuple[Question, ...],
    answers: Mapping[str, Answer],
    values: Mapping[str, Sent],
    **options: None,
) -> RemarksForm:
    """The form of one page of questions with these values; with `formdata=None` it leaves out what was sent."""
    fields: dict[str, object] = {"asked": asked}
    for question in asked:
        fields[f"looked-{question.id}"] = TickField(default=str(values[f"looked-{question.id}"]))
        fields[f"agreed-{question.id}"] = RadioField(
            "Agreed level",
            widget=GovRadioInput(),
            choices=agreed_labels(bank, question, answers),
            default=str(values[f"agreed-{question.id}"]),
        )
        for part, longest in _TEXTS.items():
            fields[f"{part}-{question.id}"] = TextAreaField(
                _LABELS[part],
                widget=GovTextArea(),
                filters=[tidy],
                default=str(values[f"{part}-{question.id}"]),
                validators=[Length(max=longest, message=f"Use {longest:,} characters or fewer")],
            )
    form: RemarksForm = type("PageOfRemarksForm", (RemarksForm,), fields)(**options)
    return form


def agreed_labels(bank: Bank, question: Question, answers: Mapping[str, Answer]) -> dict[str, str]:
    """The words of every level that can be agreed on a question, by its value in the form."""
    own = answers.get(question.id)
    as_answered = "As they answered" if own and own.answered else "Leave it unanswered"
    return {AS_ANSWERED: as_answered, **dict(choice_labels(bank, question))}


def remark_clashes(
    bank: Bank, asked: tuple[Question, ...], answers: Mapping[str, Answer], clashes: tuple[Clash, ...]
) -> tuple[ClashLine, ...]:
    """The clashes in the words of the page."""
    questions, lines = {each.id: each for each in asked}, []
    for clash in clashes:
        part, _, question_id = clash.field.partition("-")
        labels = {"looked": {LOOKED: "Seen", "": "Not seen"}}.get(part, {})
        if part == "agreed":
            labels = agreed_labels(bank, questions[question_id], answers)
        theirs, mine = (labels.get(str(each), str(each)) or "Nothing" for each in (clash.theirs, clash.mine))
        asks = f"{questions[question_id].name}: {PART_NAMES[part]}"
        lines.append(ClashLine(clash.field, asks, theirs, mine, f"#{clash.field}" if part in _TEXTS else None))
    return tuple(lines)


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
    extend = BooleanField("They agree to keep sharing until a month after the follow-up", widget=GovCheckboxInput())
    # Sent where the page offered to extend the sharing: signing without the tick is then a choice.
    offered = HiddenField()

    def fits(self, today: date, last: date, *, late: bool) -> bool:
        """Whether the follow-up is in the future and, past the `last` day of the sharing, an extension was offered.

        What is too `late` is a correction after its seven days.
        """
        if late:
            self.signed_for.errors = ["The seven days for a correction are over. Go back to the visit and drop it"]
            return False
        follow_up = self.follow_up.data or today
        if follow_up <= today:
            self.follow_up.errors = ["Enter a date in the future"]
        elif follow_up >= last and not self.offered.data:
            self.extend.errors = ["Sharing ends before the follow-up. Ask whether they agree to extend it"]
        return not (self.follow_up.errors or self.extend.errors)
