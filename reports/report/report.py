"""The report: one plain frozen object with every word and number that a page, a print or a file shows."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from assessment.result import Essentials
from contacts import Contact
from questions.model import Adviser, Notices, Reporting
from reports.report.calendar_edition import CalendarEdition
from reports.report.job_parts import ActionLine, HeldLine, Holding, JobClass, JobLine, SourceLine
from reports.report.law_lines import LawPart
from reports.report.parts import Row, Score
from reports.report.sections import Awareness, Change, LevelsPart, VisitPart
from reports.report.today import Today


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
class Strength:
    """An arrangement at level 2 or 3."""

    name: str
    area: str
    answer: str
    tested: bool


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
    # The place of the band from the lowest, 1, and how many there are.
    band_at: tuple[int, int] | None
    verdict: str
    sum_says: str
    band_says: str
    essentials: Essentials
    not_asked: int
    holding: tuple[Holding, ...]
    essential_gaps: tuple[HeldLine, ...]
    band_by_points: str | None
    known_percent: int | None
    dont_know_count: int
    asked: int
    unanswered: tuple[AnswerLine, ...]
    areas: tuple[Score, ...]
    stages: tuple[str, ...]
    threats: tuple[ThreatScore, ...]
    change: Change | None
    today: Today | None
    visit: VisitPart | None
    classes: tuple[JobClass, ...]
    first_count: int
    order_says: str
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
    def next_jobs(self) -> tuple[JobLine, ...]:
        """The first jobs in which there is still something to do."""
        return tuple(job for job in self.jobs if job.open)[: self.first_count]

    @property
    def answer_first(self) -> tuple[AnswerLine, ...]:
        """The essential questions that are still unanswered."""
        return tuple(line for line in self.unanswered if line.importance == "essential")

    @property
    def provisional(self) -> bool:
        """Whether questions are still unanswered."""
        return bool(self.unanswered)
