"""The walk of a visit: which questions an adviser looks at, those with gaps first, and what has been seen."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from assessment.answers import Answer
from assessment.navigation import Step
from assessment.visit_overrides import Remark
from questions.model import Area, Question
from questions.scale import IN_PLACE

# In place of the id of an area: all of them, one below the other.
EVERYTHING = "all"
ALL = "all"


@dataclass(frozen=True, slots=True)
class WalkLine:
    """A question on the walk: the business's own answer, the one that counts, and what the adviser remarked."""

    question: Question
    own: Answer
    agreed: Answer
    remark: Remark

    @property
    def gap(self) -> bool:
        """Whether it is not in place by the business's own answer, not known or not answered.

        Not by the agreed one, so that a question stays where it is while the adviser agrees a level.
        """
        return self.own.choice != "not-applicable" and (self.own.level or 0) < IN_PLACE


# By the word in the address: the words of the filter, and whether a question is in it.
SHOWS: Mapping[str, tuple[str, Callable[[WalkLine], bool]]] = MappingProxyType(
    {
        "gaps": ("Gaps", lambda line: line.gap),
        "dont-know": ("Don’t know", lambda line: line.own.choice == "dont-know"),
        "not-applicable": ("Does not apply", lambda line: line.own.choice == "not-applicable"),
        "essential": ("Essential", lambda line: line.question.importance == "essential"),
        "noted": ("With their note", lambda line: bool(line.own.note)),
        "unseen": ("Not seen", lambda line: not line.remark.seen),
        ALL: ("All", lambda _: True),
    }
)


@dataclass(frozen=True, slots=True)
class WalkArea:
    """An area with the questions that are asked in it."""

    area: Area
    lines: tuple[WalkLine, ...]

    @property
    def gaps(self) -> int:
        """How many gaps it has."""
        return sum(line.gap for line in self.lines)

    @property
    def unseen(self) -> int:
        """How many of its questions nobody has looked at yet."""
        return sum(not line.remark.seen for line in self.lines)


@dataclass(frozen=True, slots=True)
class Walk:
    """All areas in which something is asked: those with most gaps first, otherwise in the order of the bank."""

    areas: tuple[WalkArea, ...]

    @property
    def asked(self) -> int:
        """How many questions are asked."""
        return sum(len(each.lines) for each in self.areas)

    @property
    def unseen(self) -> int:
        """How many questions nobody has looked at yet."""
        return sum(each.unseen for each in self.areas)

    def at(self, area_id: str) -> tuple[WalkArea, ...] | None:
        """The areas that a page shows: one or all; None for one in which nothing is asked."""
        found = tuple(each for each in self.areas if area_id in (EVERYTHING, each.area.id))
        return found or None

    def after(self, area_id: str) -> str | None:
        """The id of the next area with something to see, from this one on and round; None where all is seen."""
        ids = [each.area.id for each in self.areas]
        at = ids.index(area_id) + 1 if area_id in ids else 0
        return next((each.area.id for each in (*self.areas[at:], *self.areas[:at]) if each.unseen), None)


def walk_of(
    steps: Sequence[Step], answers: Mapping[str, Answer], agreed: Mapping[str, Answer], remarks: Mapping[str, Remark]
) -> Walk:
    """The walk through the pages that are asked, with the business's answers, those that count, and the remarks."""
    lines: dict[str, list[WalkLine]] = {}
    areas: dict[str, Area] = {}
    nothing, unremarked = Answer(None), Remark()
    for step in steps:
        areas[step.area.id] = step.area
        lines.setdefault(step.area.id, []).extend(
            WalkLine(
                each, answers.get(each.id, nothing), agreed.get(each.id, nothing), remarks.get(each.id, unremarked)
            )
            for each in step.questions
        )
    found = [WalkArea(area, tuple(lines[area_id])) for area_id, area in areas.items()]
    return Walk(tuple(sorted(found, key=lambda each: -each.gaps)))


def shown_lines(areas: Sequence[WalkArea], show: str) -> tuple[WalkArea, ...]:
    """The areas with the lines that a filter shows; without those that it leaves empty."""
    fits = SHOWS[show][1]
    left = (WalkArea(each.area, tuple(line for line in each.lines if fits(line))) for each in areas)
    return tuple(each for each in left if each.lines)


def counts(areas: Sequence[WalkArea]) -> dict[str, tuple[str, int]]:
    """The words of each filter, and how many questions it shows, by its word in the address."""
    return {
        name: (words, sum(fits(line) for each in areas for line in each.lines)) for name, (words, fits) in SHOWS.items()
    }
