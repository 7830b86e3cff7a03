"""What a workshop's board may show: everyone's progress, and the spread of answers without revealing any one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from assessment.answers import CHOICES, Choice

# Fewer answers than this are not shown, and a smaller change is not either.
THRESHOLD = 5

# How many gave each answer, in the order of CHOICES.
Counts = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Participant:
    """One business in a workshop: its questions by area and its choices so far; `finished` if it said so itself."""

    asked: Mapping[str, tuple[str, ...]]
    choices: Mapping[str, Choice]
    finished: bool

    @property
    def share(self) -> Fraction:
        """The share of its questions that are answered, from 0 to 1."""
        asked = [question for questions in self.asked.values() for question in questions]
        return Fraction(sum(question in self.choices for question in asked), len(asked) or 1)


@dataclass(frozen=True, slots=True)
class AreaFigure:
    """How many businesses have questions in an area, and how many of them have answered all of those."""

    area_id: str
    asked: int
    done: int


@dataclass(frozen=True, slots=True)
class HowFar:
    """Everyone's progress. `thirds` counts: nothing answered, up to a third, up to two, not quite all, all."""

    joined: int
    started: int
    finished: int
    answers: int
    thirds: tuple[int, int, int, int, int]
    areas: tuple[AreaFigure, ...]


def how_far(area_ids: Sequence[str], participants: Sequence[Participant], joined: int) -> HowFar:
    """Give everyone's progress; `joined` also counts businesses that are still describing their place."""
    thirds = [joined - len(participants), 0, 0, 0, 0]
    for participant in participants:
        thirds[_third(participant)] += 1
    areas = (_area(area_id, participants) for area_id in area_ids)
    return HowFar(
        joined=joined,
        started=sum(bool(participant.choices) for participant in participants),
        finished=sum(participant.finished or participant.share == 1 for participant in participants),
        answers=sum(len(participant.choices) for participant in participants),
        thirds=(thirds[0], thirds[1], thirds[2], thirds[3], thirds[4]),
        areas=tuple(area for area in areas if area.asked),
    )


def spread(participants: Iterable[Participant]) -> dict[str, Counts]:
    """Give the counts of each question that has been answered."""
    counts: dict[str, list[int]] = {}
    for participant in participants:
        for question, choice in participant.choices.items():
            counts.setdefault(question, [0] * len(CHOICES))[CHOICES.index(choice)] += 1
    return {question: tuple(each) for question, each in counts.items()}


def differing(one: Counts, other: Counts) -> int:
    """The fewest answers that must have come, gone or changed between two states of a question."""
    steps = [after - before for before, after in zip(one, other, strict=True)]
    return max(sum(step for step in steps if step > 0), -sum(step for step in steps if step < 0))


def show(shown: Sequence[Counts], present: Counts) -> tuple[Counts, ...]:
    """Give every state of a question that was shown, with the present one at the end where it may be shown too.

    It may if it holds at least THRESHOLD answers and differs in at least THRESHOLD from every state shown before.
    Someone who keeps every state and subtracts any two then finds the answers of at least THRESHOLD businesses.
    """
    if sum(present) < THRESHOLD or any(differing(each, present) < THRESHOLD for each in shown):
        return tuple(shown)
    return (*shown, present)


def tally_of(names: Iterable[str | None]) -> dict[str, int] | None:
    """How often each name occurs, None left out; None where there are fewer than THRESHOLD in all."""
    found = [name for name in names if name is not None]
    return {name: found.count(name) for name in dict.fromkeys(found)} if len(found) >= THRESHOLD else None


def _third(participant: Participant) -> int:
    share = participant.share
    if not participant.choices:
        return 0
    return 4 if share == 1 else 1 + sum(share > Fraction(part, 3) for part in (1, 2))


def _area(area_id: str, participants: Sequence[Participant]) -> AreaFigure:
    asked = [(participant, participant.asked[area_id]) for participant in participants if area_id in participant.asked]
    done = sum(all(question in participant.choices for question in questions) for participant, questions in asked)
    return AreaFigure(area_id, len(asked), done)
