"""The form that starts a staff check: how many work here, until when, about what, and in what words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from govuk_frontend_wtf.wtforms_widgets import GovCheckboxesInput, GovCheckboxInput, GovRadioInput, GovTextInput
from wtforms import BooleanField, RadioField, SelectMultipleField, StringField
from wtforms.validators import InputRequired, Length, ValidationError

from assessment.plain_text import tidy_text
from assessment.staff_check import FEWEST_RESPONSES, MOST_STAFF
from questions import Bank
from reports.report.dates import long_date
from storage.staff_checks import StaffCheckRecord
from storage.workshops import Workshop
from usecases.staff_checks import LONGEST_TELL, Wanted, closing_days
from web.site.base_form import Form, tidy

USUAL_DAYS = "14"
WORDS = {"all": "Plain words", "easy": "The easiest words"}


class StaffCheckForm(Form):
    """Asks what is needed to start a staff check; everything but the number has an answer already."""

    staff = StringField("How many people work here?", widget=GovTextInput(), filters=[tidy])
    days = RadioField(
        "When should it close?",
        widget=GovRadioInput(),
        default=USUAL_DAYS,
        validators=[InputRequired("Select when it should close")],
    )
    topics = SelectMultipleField("Topics (optional)", widget=GovCheckboxesInput())
    words = RadioField(
        "In what words?",
        widget=GovRadioInput(),
        choices=WORDS,
        default="all",
        validators=[InputRequired("Select in what words")],
    )
    tell = StringField(
        "Who should staff tell first? (optional)",
        widget=GovTextInput(),
        filters=[tidy],
        validators=[Length(max=LONGEST_TELL, message=f"Use {LONGEST_TELL} characters or fewer")],
    )

    room = BooleanField("Count it in the workshop", widget=GovCheckboxInput(), default=True)

    def offer(
        self, bank: Bank, today: date, earlier: Sequence[StaffCheckRecord], workshop: Workshop | None = None
    ) -> None:
        """Offer the days and topics, and a workshop to count in; what was said for the check before is filled in."""
        self.workshop = workshop
        self.days.choices = [
            (str(days), f"In {days // 7} {'week' if days == 7 else 'weeks'}, on {long_date(day)}")
            for days, day in closing_days(today).items()
        ]
        self.topics.choices = [(topic.id, topic.title) for topic in bank.staff_check]
        if earlier and not self.is_submitted():
            self.staff.data, self.tell.data = str(earlier[0].staff), earlier[0].tell

    def validate_staff(self, field: StringField) -> None:
        """A whole number of people, as people write it."""
        digits = (field.data or "").strip().replace(",", "").replace(" ", "")
        if not digits:
            raise ValidationError("Enter how many people work here, such as 12")
        if not digits.isascii() or not digits.isdigit() or len(digits) > 7:
            raise ValidationError("Enter a whole number, such as 12")
        if not 1 <= int(digits) <= MOST_STAFF:
            raise ValidationError(f"Enter a number from 1 to {MOST_STAFF:,}")
        if int(digits) < FEWEST_RESPONSES:
            raise ValidationError(
                f"A staff check needs {FEWEST_RESPONSES} people or more, so that no answer leads to one person. "
                "With fewer, go through a talk together"
            )
        field.data = str(int(digits))

    def wanted(self) -> Wanted:
        """What was asked for, once it is valid."""
        return Wanted(
            staff=int(self.staff.data or 0),
            days=int(self.days.data),
            topics=tuple(self.topics.data or ()),
            easy=self.words.data == "easy",
            tell=tidy_text(self.tell.data or ""),
            workshop_id=self.workshop.id if self.workshop and self.room.data else None,
        )
