"""What a workshop's board may show: how far everyone is, and the spread of answers, never so that one can be told."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from assessment.answers import CHOICES, Choice

# Fewer answers are not shown, and fewer than so many never change what is shown.
LEAST = 5

# How many gave each answer, in the order of CHOICES.
Counts = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Taking:
    """One business in a workshop: what it is asked, by area, and what it chose so far; `finished` as it said itself."""

    asked: Mapping[str, tuple[str, ...]]
    choices: Mapping[str, Choice]
    finished: bool

    @property
    def share(self) -> Fraction:
        """How much of what is asked is answered, from 0 to 1."""
        asked = [question for questions in self.asked.values() for question in questions]
        return Fraction(sum(question in self.choices for question in asked), len(asked) or 1)


@dataclass(frozen=True, slots=True)
class AreaFigure:
    """How many businesses an area asks something, and how many of them have answered all of it."""

    area_id: str
    asked: int
    done: int


@dataclass(frozen=True, slots=True)
class HowFar:
    """How far everyone is. `thirds` counts: nothing answered, up to a third, up to two, not quite all, all."""

    joined: int
    started: int
    finished: int
    answers: int
    thirds: tuple[int, int, int, int, int]
    areas: tuple[AreaFigure, ...]


def how_far(area_ids: Sequence[str], takings: Sequence[Taking], joined: int) -> HowFar:
    """Give how far everyone is; `joined` also counts those who still describe their place."""
    thirds = [joined - len(takings), 0, 0, 0, 0]
    for taking in takings:
        thirds[_third(taking)] += 1
    areas = (_area(area_id, takings) for area_id in area_ids)
    return HowFar(
        joined=joined,
        started=sum(bool(taking.choices) for taking in takings),
        finished=sum(taking.finished or taking.share == 1 for taking in takings),
        answers=sum(len(taking.choices) for taking in takings),
        thirds=(thirds[0], thirds[1], thirds[2], thirds[3], thirds[4]),
        areas=tuple(area for area in areas if area.asked),
    )


def spread(takings: Iterable[Taking]) -> dict[str, Counts]:
    """Give the counts of each question that somebody has answered."""
    counts: dict[str, list[int]] = {}
    for taking in takings:
        for question, choice in taking.choices.items():
            counts.setdefault(question, [0] * len(CHOICES))[CHOICES.index(choice)] += 1
    return {question: tuple(each) for question, each in counts.items()}


def differing(one: Counts, other: Counts) -> int:
    """The fewest answers that must have come, gone or changed between two states of a question."""
    steps = [after - before for before, after in zip(one, other, strict=True)]
    return max(sum(step for step in steps if step > 0), -sum(step for step in steps if step < 0))


def show(shown: Sequence[Counts], present: Counts) -> tuple[Counts, ...]:
    """Give every state of a question that was shown, with the present one at the end where it may be shown too.

    It may when it holds at least LEAST answers and differs in at least LEAST from every state shown before: whoever
    keeps all of them and takes any two from each other finds the answers of LEAST businesses at least.
    """
    if sum(present) < LEAST or any(differing(each, present) < LEAST for each in shown):
        return tuple(shown)
    return (*shown, present)


def tally_of(names: Iterable[str | None]) -> dict[str, int] | None:
    """How often each name stands there, without None; None where that would be fewer than LEAST in all."""
    found = [name for name in names if name is not None]
    return {name: found.count(name) for name in dict.fromkeys(found)} if len(found) >= LEAST else None


def _third(taking: Taking) -> int:
    share = taking.share
    if not taking.choices:
        return 0
    return 4 if share == 1 else 1 + sum(share > Fraction(part, 3) for part in (1, 2))


def _area(area_id: str, takings: Sequence[Taking]) -> AreaFigure:
    asked = [(taking, taking.asked[area_id]) for taking in takings if area_id in taking.asked]
    done = sum(all(question in taking.choices for question in questions) for taking, questions in asked)
    return AreaFigure(area_id, len(asked), done)
