"""The forms of what is written down on a visit in rows: a finding, an entry of the diary, a recommendation."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from govuk_frontend_wtf.wtforms_widgets import GovDateInput, GovRadioInput, GovSelect, GovTextArea, GovTextInput
from wtforms import Field, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Regexp

from assessment.visit_records import IMPORTANCE
from questions.scale import IN_PLACE
from usecases.revisions import Clash
from usecases.visit_walk import WalkLine
from web.advisers.visit_context import Visiting
from web.advisers.visit_forms import DayField
from web.site.base_form import Form, tidy
from web.site.clashes import ClashLine, keeps_mine

LONGEST_TEXT, LONGEST_NAME = 1000, 120
_TOO_LONG = "Use {:,} characters or fewer"
_A_DAY = {"widget": GovDateInput(), "format": "%d %m %Y"}


class OptionalDayField(DayField):
    """A day that may be left out: three empty boxes are none."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read the day. Raises ValueError for what is neither a day nor nothing."""
        if any(valuelist):
            super().process_formdata(valuelist)
        else:
            self.data, self.raw_data = None, ["", "", ""]


class RecordForm(Form):
    """One row of a visit."""

    def sent(self) -> dict[str, str]:
        """What was sent, by field."""
        return {each.short_name: _text(each) for each in self._said()}

    def theirs(self) -> frozenset[str]:
        """The fields of which the adviser chose what is saved now."""
        return frozenset(each.short_name for each in self._said() if not keeps_mine(each.short_name))

    def labels(self) -> dict[str, str]:
        """The names of the fields, for what is said about them."""
        return {each.short_name: each.label.text for each in self._said()}

    def typed(self) -> dict[str, str]:
        """The texts that were typed, by the names of their fields, without what they say of being optional."""
        said = (each for each in self._said() if isinstance(each, StringField) and not isinstance(each, RadioField))
        return {each.label.text.partition(" (optional")[0]: each.data or "" for each in said}

    def clash_lines(self, clashes: tuple[Clash, ...]) -> tuple[ClashLine, ...]:
        """The clashes in the words of the page."""
        lines = []
        for clash in clashes:
            field = self[clash.field]
            words = dict(field.choices) if hasattr(field, "choices") else {}
            theirs, mine = (words.get(str(each), str(each)) or "Nothing" for each in (clash.theirs, clash.mine))
            lines.append(ClashLine(clash.field, self.labels()[clash.field], theirs, mine, f"#{field.id}"))
        return tuple(lines)

    def problems(self, clashes: tuple[ClashLine, ...], said: str = "") -> list[dict[str, str]]:
        """The lines of the page's error summary; `said` is about the row as a whole."""
        found = [{"href": f"#{each.id}", "text": text} for each in self for text in each.errors]
        found += [clash.problem for clash in clashes]
        return [*found, {"href": f"#{next(iter(self)).id}", "text": said}] if said else found

    def complete(self) -> bool:
        """Whether the fields fit together; with an error at one of them where they do not."""
        return True

    def _said(self) -> list[Field]:
        return [each for each in self if each.short_name != "csrf_token"]


class FindingForm(RecordForm):
    """A finding."""

    text = TextAreaField(
        "What did you find?",
        widget=GovTextArea(),
        filters=[tidy],
        validators=[
            InputRequired("Enter what you found"),
            Length(max=LONGEST_TEXT, message=_TOO_LONG.format(LONGEST_TEXT)),
        ],
    )
    importance = RadioField(
        "How important is it?",
        widget=GovRadioInput(),
        choices={str(step): words for step, words in IMPORTANCE.items()},
        validators=[InputRequired("Select how important it is")],
    )
    person = StringField(
        "Who will put it right? (optional)",
        widget=GovTextInput(),
        filters=[tidy],
        validators=[Length(max=LONGEST_NAME, message=_TOO_LONG.format(LONGEST_NAME))],
    )
    due = OptionalDayField("By which day? (optional)", **_A_DAY)
    question = SelectField("Which question is it about? (optional)", widget=GovSelect())


class DiaryForm(RecordForm):
    """An entry of the diary."""

    day = DayField(
        "Which day was it?", validators=[InputRequired("Enter the day of the visit, such as 24 5 2027")], **_A_DAY
    )
    present = TextAreaField(
        "Who was there?",
        widget=GovTextArea(),
        filters=[tidy],
        validators=[InputRequired("Enter who was there"), Length(max=300, message=_TOO_LONG.format(300))],
    )
    minutes = StringField(
        "How many minutes did it take? (optional)",
        widget=GovTextInput(),
        filters=[tidy],
        validators=[Regexp(r"^(|[0-9]{1,4})$", message="Enter a whole number of minutes, such as 60")],
    )
    note = TextAreaField(
        "Anything that the report should say about this day? (optional)",
        widget=GovTextArea(),
        filters=[tidy],
        validators=[Length(max=LONGEST_TEXT, message=_TOO_LONG.format(LONGEST_TEXT))],
    )


class AdviceForm(RecordForm):
    """One more recommendation: an action of the catalogue, or the adviser's own words, or both."""

    question = SelectField("An action from the catalogue (optional)", widget=GovSelect())
    text = TextAreaField(
        "In your own words (optional if you picked one above)",
        widget=GovTextArea(),
        filters=[tidy],
        validators=[Length(max=600, message="Use 600 characters or fewer")],
    )
    class_id = RadioField(
        "How soon?", widget=GovRadioInput(), validators=[InputRequired("Select how soon it should be done")]
    )

    def complete(self) -> bool:
        """Whether anything is recommended."""
        if not (self.question.data or self.text.data):
            self.text.errors = ["Pick an action above, or write the recommendation here"]
        return not self.text.errors


def record_form(made: type[RecordForm], visiting: Visiting, values: Mapping[str, str], **options: None) -> RecordForm:
    """The form of a row with these texts; with `formdata=None` it leaves out what was sent."""
    days = {name for name in ("due", "day") if values.get(name)}
    data = {name: date.fromisoformat(each) if name in days else each or None for name, each in values.items()}
    form = made(data=data, **options)
    if "question" in form:
        form["question"].choices = _choices(visiting, actions=made is AdviceForm)
    if "class_id" in form:
        form["class_id"].choices = {each.id: each.title for each in visiting.bank.scoring.classes}
    return form


def _choices(visiting: Visiting, *, actions: bool) -> dict[str, str]:
    """The questions of this place, or all actions of the catalogue; the gaps of the place come first and say so."""
    lines = [line for area in visiting.walk.areas for line in area.lines]
    order = [line.question for line in sorted(lines, key=lambda line: not _is_gap(line))]
    gaps = {line.question.id for line in lines if _is_gap(line)}
    if actions:
        asked = {each.id for each in order}
        order += [each for each in visiting.bank.questions if each.id not in asked]
    said = {each.id: each.action.title if actions else each.name for each in order}
    area_of = visiting.bank.area_of
    return {
        "": "None",
        **{each: f"{'Gap · ' if each in gaps else ''}{area_of[each].title}: {title}" for each, title in said.items()},
    }


def _is_gap(line: WalkLine) -> bool:
    return line.agreed.choice != "not-applicable" and (line.agreed.level or 0) < IN_PLACE


def _text(field: Field) -> str:
    return field.data.isoformat() if isinstance(field.data, date) else field.data or ""
