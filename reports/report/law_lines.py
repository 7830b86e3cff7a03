"""The law's lines of a report: the tier with its steps, the duties with how they stand, warnings and notes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from assessment.result import ArrangementStatus
from reports.report.wording import status_counts


@dataclass(frozen=True, slots=True)
class LawStep:
    """One step to the tier, with its section of the Act."""

    asks: str
    met: bool
    says: str
    section: str


@dataclass(frozen=True, slots=True)
class BearingLine:
    """A question that bears on a duty: its number on the path, its name, the answer to it, and how it stands in words.

    `own` where it asks for the duty itself.
    """

    question_id: str
    number: int
    name: str
    value: str
    status_id: ArrangementStatus
    status: str
    own: bool


@dataclass(frozen=True, slots=True)
class DutyLine:
    """One duty of the tier and what bears on it; `look_again` is said where the duty itself was said not to apply."""

    title: str
    says: str
    section: str
    bearing: tuple[BearingLine, ...]
    look_again: str

    @property
    def in_place(self) -> int:
        """How many of the questions say that their arrangement is in place."""
        return sum(line.status_id == "in-place" for line in self.bearing)

    @property
    def counts(self) -> str:
        """How many of the questions stand how."""
        return status_counts(line.status_id for line in self.bearing)

    @property
    def other_counts(self) -> str:
        """How many of those stand how that bear on the duty beside its own questions."""
        return status_counts(line.status_id for line in self.others)

    @property
    def own(self) -> tuple[BearingLine, ...]:
        """The questions that ask for the duty itself."""
        return tuple(line for line in self.bearing if line.own)

    @property
    def others(self) -> tuple[BearingLine, ...]:
        """The questions that bear on the duty beside its own."""
        return tuple(line for line in self.bearing if not line.own)


@dataclass(frozen=True, slots=True)
class WarningLine:
    """Two answers of the profile that do not fit together; `page_id` is the page of the profile where one is given."""

    says: str
    page_id: str | None


@dataclass(frozen=True, slots=True)
class NoteLine:
    """What else the law says of such a place, with its section."""

    title: str
    says: str
    section: str


@dataclass(frozen=True, slots=True)
class LawPart:
    """The law's part of the report.

    `assessed` is False for a quick check, which says nothing of how the duties stand.
    """

    title: str
    name: str
    as_at: date
    tier_id: str | None
    tier_title: str
    says: str
    status: str
    caveat: str
    steps: tuple[LawStep, ...]
    assessed: bool
    duties: tuple[DutyLine, ...]
    warnings: tuple[WarningLine, ...]
    notes: tuple[NoteLine, ...]

    @property
    def because(self) -> LawStep | None:
        """The step that settled the tier; None where it cannot be told."""
        return next((step for step in self.steps if step.met), None)

    @property
    def own_counts(self) -> str:
        """How what the tier asks for stands by the questions that ask for it: "1 in place, 3 partly"."""
        return status_counts(line.status_id for duty in self.duties for line in duty.own) if self.assessed else ""
