"""The arithmetic of the score: tallies, bands and ceilings, in whole numbers (rule: bank/scoring.yaml)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from assessment.result import Tally
from questions.model import Question, Scoring
from questions.scale import TESTED


class Scored(NamedTuple):
    """One question that counts: its weight, its level (0 to 3) and whether it was 'don't know'."""

    question: Question
    weight: int
    level: int
    dont_know: bool = False

    @property
    def points(self) -> int:
        """Weight times level."""
        return self.weight * self.level

    @property
    def most(self) -> int:
        """Weight times the top level."""
        return self.weight * TESTED


def tally(scored: Iterable[Scored]) -> Tally:
    """Points over most: a sum over questions, never a mean of means."""
    points = most = 0
    for item in scored:
        points += item.weight * item.level
        most += item.weight * TESTED
    return Tally(points, most)


def band_at(scoring: Scoring, percent: int | None) -> str | None:
    """The band of a whole percentage; None where nothing is scored."""
    if percent is None:
        return None
    return [band.id for band in scoring.bands if band.floor <= percent][-1]


def apply_ceilings(scoring: Scoring, band: str | None, scored: Iterable[Scored]) -> tuple[str | None, tuple[str, ...]]:
    """Give the band after ceilings, and the questions whose ceiling is lower than the band by points.

    Only essential questions have ceilings. The questions come lowest ceiling first, then in the order given.
    """
    if band is None:
        return None, ()
    order = [each.id for each in scoring.bands]
    ceilings = {ceiling.level: order.index(ceiling.band) for ceiling in scoring.ceilings}
    by_points = order.index(band)
    holding = [
        (ceilings[item.level], item.question.id)
        for item in scored
        if item.question.importance == "essential" and ceilings.get(item.level, by_points) < by_points
    ]
    holding.sort(key=lambda pair: pair[0])
    if not holding:
        return band, ()
    return order[holding[0][0]], tuple(question for _, question in holding)
