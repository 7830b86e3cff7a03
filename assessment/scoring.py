"""The arithmetic of the score: tallies, in whole numbers (rule: bank/scoring.yaml)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from assessment.result import Tally
from questions.model import Question
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
