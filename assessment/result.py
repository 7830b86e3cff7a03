"""The one result of an assessment, which every page, print and export shows.

The parts that an evaluation makes by the hundred are named tuples: frozen too, and made in a third of the time.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple

from assessment.answers import Answer
from assessment.path import AssessmentKind
from assessment.profile import Profile

ActionKind = Literal["close", "find-out", "test"]
ClassId = Literal["now", "next", "later"]


def whole_percent(points: int, most: int) -> int | None:
    """Give the share as a whole percentage, half rounded up; None where `most` is 0.

    100 is for all and 0 for none alone: anything between is at least 1 and at most 99, however close it comes.
    """
    if most == 0:
        return None
    if points in (0, most):
        return 100 if points else 0
    return min(max((200 * points + most) // (2 * most), 1), 99)


class Tally(NamedTuple):
    """Points earned over the most that could be earned, both whole numbers of at least 0."""

    points: int
    most: int

    @property
    def percent(self) -> int | None:
        """0 to 100 as `whole_percent` rounds; None exactly when nothing is scored."""
        return whole_percent(self.points, self.most)


class Part(NamedTuple):
    """The tally of an area, a threat or a stage, by its id."""

    id: str
    tally: Tally


class ThreatPart(NamedTuple):
    """The tally of one threat, and of each stage within it."""

    id: str
    tally: Tally
    stages: tuple[Part, ...]


class Action(NamedTuple):
    """One thing to do; `gain` in points, `percent_after` is the overall percent when only this is done.

    `class_id` is its job's, but *later* for a test, and where `when_you_can`: something useful in a job that is due
    now. Where `up_to`, gain and percent are the most that it can give: to find out earns nothing unless the answer is
    good.
    """

    rank: int
    question: str
    job: str
    kind: ActionKind
    title: str
    class_id: ClassId
    when_you_can: bool
    gain: int
    percent_after: int
    effort: str
    cost: str
    quick_win: bool

    @property
    def up_to(self) -> bool:
        """Whether the gain is the most that may follow, not what doing it gives."""
        return self.kind == "find-out"


class PlannedJob(NamedTuple):
    """Actions that are done in one go, with the title and the first step that are true of them.

    `bears` is the question whose action gives title and first step, None where they are the job's own. `actions` are
    the ids of their questions, in the order of doing: what is missing, the most important first, then tests. `gain` is
    the sum of theirs, `percent_after` the overall percent with all of them done; the most that they can give where
    `up_to`. `effort` and `cost` are the longest and the dearest of theirs. `find_out` where most of what is missing is
    not known: the first step is to find out. `tests_only` where nothing is missing.
    """

    rank: int
    id: str
    title: str
    first_step: str
    bears: str | None
    find_out: bool
    class_id: ClassId
    tests_only: bool
    gain: int
    percent_after: int
    up_to: bool
    effort: str
    cost: str
    quick_win: bool
    saves_lives: bool
    actions: tuple[str, ...]


class Hold(NamedTuple):
    """What holds the band down: the best band that it allows, why, and the questions that it is about.

    `says` is the bank's sentence, None in the first banks, which knew one reason alone.
    """

    band: str
    says: str | None
    questions: tuple[str, ...]


class Essentials(NamedTuple):
    """How many of the essential questions on the path are in place (level 2 or 3), and how many there are."""

    in_place: int
    asked: int


@dataclass(frozen=True, slots=True)
class StepTaken:
    """One step of the law's tests, and whether its condition was true."""

    id: str
    met: bool


@dataclass(frozen=True, slots=True)
class DutyView:
    """One duty of the tier: the questions on the path that bear on it, and those that are still open."""

    id: str
    bearing: tuple[str, ...]
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Verdict:
    """The tier that the profile falls in (None: cannot be told), how it was reached, and its duties."""

    tier: str | None
    steps: tuple[StepTaken, ...]
    duties: tuple[DutyView, ...]


@dataclass(frozen=True, slots=True)
class Result:
    """Everything that follows from a bank, a profile and answers. Ids throughout; titles are the bank's.

    A quick check has no band: it counts `essentials`, and `not_asked` questions of the full assessment. `holds` are
    what keeps the band below that of the points, the lowest first.
    """

    bank_version: str
    kind: AssessmentKind
    profile: Profile
    path: tuple[str, ...]
    answers: Mapping[str, Answer]
    score: Tally
    band: str | None
    band_by_points: str | None
    holds: tuple[Hold, ...]
    essentials: Essentials
    not_applicable: tuple[str, ...]
    not_asked: int
    known: Tally
    unanswered: tuple[str, ...]
    areas: tuple[Part, ...]
    threats: tuple[ThreatPart, ...]
    stages: tuple[Part, ...]
    verdict: Verdict | None
    jobs: tuple[PlannedJob, ...]
    actions: tuple[Action, ...]

    @property
    def held_by(self) -> tuple[str, ...]:
        """Every question that holds the band down, once, those of the lowest band first."""
        return tuple(dict.fromkeys(question for hold in self.holds for question in hold.questions))

    @property
    def provisional(self) -> bool:
        """Whether any question on the path is still unanswered."""
        return bool(self.unanswered)
