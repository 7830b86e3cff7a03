"""The parts of the report that are about jobs: what holds the band, each job and action as it is printed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from assessment.progress import NOTHING_TYPED, OPEN, PlanItem, Status


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
class ActionLine:
    """One action as it is printed; `class_id` gives the colour, `free` costs nothing.

    `job` is the title of its job. Where `up_to`, `gain` and `percent_after` are the most that may follow. `due` is the
    suggested day unless `due_typed`. Owner and day are its own or its job's, the day is the
    `suggested` one unless `due_typed`; `typed` is what was typed for it alone.
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
    owner: str = ""
    due_typed: bool = False
    suggested: date = date.min
    status: Status = "not-started"
    typed: PlanItem = NOTHING_TYPED

    @property
    def open(self) -> bool:
        """Whether there is something to do."""
        return self.status in OPEN


@dataclass(frozen=True, slots=True)
class JobLine:
    """One job as it is printed, with its actions in the order of doing: what is missing, then tests.

    `first_step` says what to find out first where most of what is missing is not known. `due` is the suggested day
    unless one is `typed`.
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
    suggested: date = date.min
    status: Status = "not-started"
    typed: PlanItem = NOTHING_TYPED

    @property
    def owner(self) -> str:
        """The owner that was typed for the whole job."""
        return self.typed.owner

    @property
    def due_typed(self) -> bool:
        """Whether the day is not the suggested one."""
        return self.typed.due is not None

    @property
    def actions(self) -> tuple[ActionLine, ...]:
        """Every action, in the order of doing."""
        return (*self.gaps, *self.tests)

    @property
    def open(self) -> bool:
        """Whether there is something to do."""
        return self.status in OPEN

    @property
    def next_due(self) -> date:
        """The first day of what is still to do.

        Without a day of its own, what can wait counts only when it is all that is left.
        """
        left = [action for action in self.actions if action.status in OPEN]
        pressing = [each.due for each in left if each.due_typed or not (each.kind == "test" or each.when_you_can)]
        if pressing:
            return min(pressing)
        if self.due_typed or self.tests_only or not left:
            return self.due
        return min(action.due for action in left)


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
class HeldLine:
    """A question that holds the band down, and the answer given to it; no rank where it has no action."""

    question_id: str
    name: str
    answer: str
    action_rank: int | None


@dataclass(frozen=True, slots=True)
class Holding:
    """One reason that holds the band down, with those of its questions that no reason before it has named."""

    band: str
    says: str
    lines: tuple[HeldLine, ...]
