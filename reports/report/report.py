"""The report: one plain frozen object with every word and number that a page, a print or a file shows."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from assessment.result import ArrangementStatus
from contacts import Contact
from questions.model import Adviser, Notices, Reporting
from reports.report.calendar_edition import CalendarEdition
from reports.report.parts import Row, Score
from reports.report.sections import Awareness, Change, LevelsPart, VisitPart
from reports.report.wording import status_counts


@dataclass(frozen=True, slots=True)
class ThreatScore:
    """The sum of a threat, and its percentage within each stage, in the order of the report's stages."""

    title: str
    short: str
    says: str
    points: int
    most: int
    percent: int | None
    stages: tuple[int | None, ...]


@dataclass(frozen=True, slots=True)
class Holding:
    """A question that holds the band down, and the answer given to it."""

    name: str
    answer: str
    action_rank: int


@dataclass(frozen=True, slots=True)
class ActionLine:
    """One action as it is printed; `due` is the suggested day, `class_id` gives the colour, `free` costs nothing.

    Where `up_to`, `gain` and `percent_after` are the most that may follow.
    """

    rank: int
    question_id: str
    question_number: int
    title: str
    kind: str
    class_id: str
    class_title: str
    due: date
    effort: str
    cost: str
    free: bool
    quick_win: bool
    gain: int
    percent_after: int
    up_to: bool
    why: str
    do: str
    first_step: str
    who_helps: str
    done_when: str
    sources: tuple[SourceLine, ...]
    name: str
    ask: str
    answer: str
    area: str


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A source as it is printed; `secondary` where the publisher is not the issuing body."""

    key: str
    title: str
    publisher: str
    url: str
    as_at: date
    secondary: bool


@dataclass(frozen=True, slots=True)
class ActionClass:
    """The actions of one class, with how soon they are due."""

    id: str
    title: str
    months: int
    actions: tuple[ActionLine, ...]


@dataclass(frozen=True, slots=True)
class Strength:
    """An arrangement at level 2 or 3."""

    name: str
    area: str
    answer: str
    tested: bool


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


@dataclass(frozen=True, slots=True)
class AnswerLine:
    """One question with its answer; `number` counts along the path, and `state` is answered, dont-know,
    not-applicable or unanswered."""

    question_id: str
    number: int
    name: str
    ask: str
    importance: str
    state: str
    answer: str
    reason: str
    note: str
    points: int | None
    most: int | None


@dataclass(frozen=True, slots=True)
class AreaAnswers:
    """All answers of one area."""

    title: str
    lines: tuple[AnswerLine, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """Everything that is shown about an assessment, in the order in which it is printed."""

    notices: Notices
    reference: str
    business: str
    premises: str
    made_on: date
    took_part: str
    logo: bytes | None
    kind_title: str
    bank_version: str
    profile: tuple[Row, ...]
    score: Score
    band: str | None
    band_says: str
    headline: str
    holding: tuple[Holding, ...]
    band_by_points: str | None
    known_percent: int | None
    dont_know_count: int
    asked: int
    unanswered: tuple[AnswerLine, ...]
    areas: tuple[Score, ...]
    stages: tuple[str, ...]
    threats: tuple[ThreatScore, ...]
    change: Change | None
    visit: VisitPart | None
    classes: tuple[ActionClass, ...]
    first_actions: tuple[ActionLine, ...]
    strengths: tuple[Strength, ...]
    find_out: tuple[ActionLine, ...]
    law: LawPart | None
    levels: LevelsPart | None
    awareness: Awareness | None
    not_applicable: tuple[AnswerLine, ...]
    adviser: Adviser | None
    contact: Contact | None
    reporting: Reporting
    review_on: date
    answers: tuple[AreaAnswers, ...]
    rule: tuple[str, ...]
    sources: tuple[SourceLine, ...]
    attribution: tuple[str, ...]
    # Left out of `repr`, so out of the keys of prints, which never show it.
    calendar: CalendarEdition | None = field(default=None, repr=False)

    @property
    def actions(self) -> tuple[ActionLine, ...]:
        """Every action, in the order of the plan."""
        return tuple(action for each in self.classes for action in each.actions)

    @property
    def provisional(self) -> bool:
        """Whether questions are still unanswered."""
        return bool(self.unanswered)
