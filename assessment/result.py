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
ArrangementStatus = Literal["in-place", "partly", "missing", "not-known", "not-answered", "not-applicable"]
"""How an arrangement stands that bears on a duty of the law. The six are never mixed."""


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

    Where `up_to`, both are the most that it can give: to find out earns nothing unless the answer is good.
    """

    rank: int
    question: str
    kind: ActionKind
    title: str
    class_id: ClassId
    gain: int
    percent_after: int
    effort: str
    cost: str
    quick_win: bool

    @property
    def up_to(self) -> bool:
        """Whether the gain is the most that may follow, not what doing it gives."""
        return self.kind == "find-out"


@dataclass(frozen=True, slots=True)
class StepTaken:
    """One step of the law's tests, and whether its condition was true."""

    id: str
    met: bool


class Arrangement(NamedTuple):
    """A question on the path that bears on a duty, how it stands, and whether it asks for the duty itself (`own`)."""

    question: str
    status: ArrangementStatus
    own: bool


@dataclass(frozen=True, slots=True)
class DutyView:
    """One duty of the tier, and the arrangements that bear on it, in the order of the path."""

    id: str
    arrangements: tuple[Arrangement, ...]

    @property
    def own_not_applicable(self) -> bool:
        """Whether what the duty itself asks for was said not to apply."""
        return any(each.own and each.status == "not-applicable" for each in self.arrangements)


@dataclass(frozen=True, slots=True)
class Verdict:
    """The tier that the profile falls in (None: cannot be told), how it was reached, and its duties.

    `assessed` is False for a quick check, whose duties have no arrangements. `warnings` are of answers that do not fit
    together, `notes` what else the law says of such a place; both are ids of the bank.
    """

    tier: str | None
    steps: tuple[StepTaken, ...]
    duties: tuple[DutyView, ...]
    assessed: bool = True
    warnings: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Result:
    """Everything that follows from a bank, a profile and answers. Ids throughout; titles are the bank's."""

    bank_version: str
    kind: AssessmentKind
    profile: Profile
    path: tuple[str, ...]
    answers: Mapping[str, Answer]
    score: Tally
    band: str | None
    band_by_points: str | None
    held_by: tuple[str, ...]
    known: Tally
    unanswered: tuple[str, ...]
    areas: tuple[Part, ...]
    threats: tuple[ThreatPart, ...]
    stages: tuple[Part, ...]
    verdict: Verdict | None
    actions: tuple[Action, ...]

    @property
    def provisional(self) -> bool:
        """Whether any question on the path is still unanswered."""
        return bool(self.unanswered)
