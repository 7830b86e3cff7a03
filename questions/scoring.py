"""The shape of `scoring.yaml`: the numbers of the scoring rule; the arithmetic is in `assessment`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property
from types import MappingProxyType
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, PlainSerializer

from questions.content import Content, Kebab, Line, Text
from questions.question import Cost, Effort, Importance
from questions.scale import NOT_IN_PLACE, Level

State = Literal["partly", "missing", "not-applicable"]

Weights = Annotated[
    Mapping[Importance, Annotated[int, Field(ge=1)]],
    AfterValidator(MappingProxyType),
    PlainSerializer(lambda value: dict(value)),
]


class Band(Content):
    """A named stretch of the percentage, from its floor up to the next band's."""

    id: Kebab
    title: Line
    floor: Annotated[int, Field(ge=0, le=100)]
    says: Text


class Ceiling(Content):
    """The best band that some questions of one importance allow, and in what state they are then.

    `states`: partly in place, missing (level 0 or don't know), or not applicable without an adviser's agreement. Where
    `more_than` is given, it is the percentage of the questions of this importance on the path that must be exceeded;
    if not, one question is enough. The first banks gave a `level` of essential questions, and nothing else.
    """

    band: Kebab
    level: Level | None = None
    importance: Importance = "essential"
    states: tuple[State, ...] = ()
    more_than: Annotated[int, Field(ge=1, le=99)] | None = None
    says: Text | None = None

    @cached_property
    def held_states(self) -> frozenset[State]:
        """The states that it holds for, however it was written."""
        if self.level is None:
            return frozenset(self.states)
        return frozenset({"missing"} if self.level == NOT_IN_PLACE else {"partly"})


class ActionClass(Content):
    """How soon an action is due."""

    id: Literal["now", "next", "later"]
    title: Line
    months: Annotated[int, Field(ge=1)]


class Choice(Content):
    """A labelled value of one of the small scales.

    `counts` is what plans are compared with: hours of an effort, pounds of a cost. The first banks had none.
    """

    id: Kebab
    title: Line
    counts: Annotated[int, Field(ge=0)] | None = None


class Scoring(Content):
    """The numbers of the scoring rule; the arithmetic is in `assessment`."""

    weights: Weights
    bands: Annotated[tuple[Band, ...], Field(min_length=1)]
    ceilings: tuple[Ceiling, ...]
    classes: tuple[ActionClass, ...]
    efforts: tuple[Choice, ...]
    costs: tuple[Choice, ...]
    quick_win_efforts: tuple[Effort, ...]
    quick_win_costs: tuple[Cost, ...]
    first_actions: Annotated[int, Field(ge=1)]
    dont_know: Line
    order: Text = (
        "Jobs in which something essential is missing come first, then those in which something important is missing, "
        "then the rest."
    )
    rule: tuple[Text, ...]

    @cached_property
    def hours(self) -> Mapping[str, int]:
        """How many hours each effort counts as; empty in a bank that does not count them."""
        return _counted(self.efforts)

    @cached_property
    def pounds(self) -> Mapping[str, int]:
        """How many pounds each cost counts as; empty in a bank that does not count them."""
        return _counted(self.costs)


def _counted(scale: Iterable[Choice]) -> Mapping[str, int]:
    return MappingProxyType({choice.id: choice.counts for choice in scale if choice.counts is not None})
