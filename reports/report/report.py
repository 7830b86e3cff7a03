"""The report: one plain frozen object with every word and number that a page, a print or a file shows."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from assessment.result import Essentials
from contacts import Contact
from questions.model import Adviser, Notices, Reporting
from reports.report.calendar_edition import CalendarEdition
from reports.report.parts import Row, Score
from reports.report.sections import Awareness, Change, LevelsPart, VisitPart


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
class HeldLine:
    """A question that holds the band down, and the answer given to it; no rank where it has no action."""

    name: str
    answer: str
    action_rank: int | None


@dataclass(frozen=True, slots=True)
class Holding:
    """One reason that holds the band down, with those of its questions that no reason before it has named."""

    band: str
    says: str
    lines: tuple[HeldLine, ...]


@dataclass(frozen=True, slots=True)
class ActionLine:
    """One action as it is printed; `due` is the suggested day, `class_id` gives the colour, `free` costs nothing.

    `job` is the title of its job. Where `up_to`, `gain` and `percent_after` are the most that may follow.
    """

    rank: int
    job_rank: int
    job: str
    question_id: str
    question_number: int
    title: str
    kind: str
    class_id: str
    class_title: str
    when_you_can: bool
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
class JobLine:
    """One job as it is printed, with its actions in the order of doing: what is missing, then tests.

    `first_step` says what to find out first where most of what is missing is not known.
    """

    rank: int
    id: str
    title: str
    class_id: str
    class_title: str
    due: date
    effort: str
    cost: str
    quick_win: bool
    gain: int
    percent_after: int
    up_to: bool
    saves_lives: bool
    tests_only: bool
    why: str
    first_step: str
    gaps: tuple[ActionLine, ...]
    tests: tuple[ActionLine, ...]

    @property
    def actions(self) -> tuple[ActionLine, ...]:
        """Every action, in the order of doing."""
        return (*self.gaps, *self.tests)


@dataclass(frozen=True, slots=True)
class JobClass:
    """The jobs of one class, with how soon they are due."""

    id: str
    title: str
    months: int
    jobs: tuple[JobLine, ...]

    @property
    def with_gaps(self) -> tuple[JobLine, ...]:
        """The jobs in which something is missing."""
        return tuple(job for job in self.jobs if not job.tests_only)

    @property
    def tests_only(self) -> tuple[JobLine, ...]:
        """The jobs in which nothing is missing, and something is to be tested."""
        return tuple(job for job in self.jobs if job.tests_only)


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
    """A question that bears on a duty: its number on the path, its name, and the answer to it."""

    number: int
    name: str
    value: str


@dataclass(frozen=True, slots=True)
class DutyLine:
    """One duty of the tier, the answers that bear on it, and the names of those that are still open."""

    title: str
    says: str
    section: str
    bearing: tuple[BearingLine, ...]
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LawPart:
    """The law's part of the report."""

    title: str
    name: str
    as_at: date
    tier_id: str | None
    tier_title: str
    says: str
    status: str
    caveat: str
    steps: tuple[LawStep, ...]
    duties: tuple[DutyLine, ...]


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
    verdict: str
    sum_says: str
    band_says: str
    essentials: Essentials
    not_asked: int
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
    classes: tuple[JobClass, ...]
    first_count: int
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
    def headline(self) -> str:
        """The result in two or three sentences."""
        return f"{self.verdict}. {self.sum_says}"

    @property
    def jobs(self) -> tuple[JobLine, ...]:
        """Every job, in the order of the plan."""
        return tuple(job for each in self.classes for job in each.jobs)

    @property
    def actions(self) -> tuple[ActionLine, ...]:
        """Every action, in the order of the plan."""
        return tuple(action for job in self.jobs for action in job.actions)

    @property
    def first_jobs(self) -> tuple[JobLine, ...]:
        """The jobs that open the plan."""
        return self.jobs[: self.first_count]

    @property
    def answer_first(self) -> tuple[AnswerLine, ...]:
        """The essential questions that are still unanswered."""
        return tuple(line for line in self.unanswered if line.importance == "essential")

    @property
    def provisional(self) -> bool:
        """Whether questions are still unanswered."""
        return bool(self.unanswered)
