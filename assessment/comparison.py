"""The change since an earlier result of the same premises, on the questions in both (scoring.md, "Change")."""

from __future__ import annotations

from dataclasses import dataclass

from assessment.result import Result, Tally
from assessment.scoring import Scored, tally
from questions.model import Bank


@dataclass(frozen=True, slots=True)
class Move:
    """A question that was scored at another level before; both from 0 to 3."""

    question: str
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """Moves and both sums over the shared questions; `new` and `gone` are on one path alone.

    A question that one of the two did not score (unanswered, or does not apply) is in none of them. Both sums are over
    the same questions with the same weights, so they have the same `most`.
    """

    shared: int
    then: Tally
    now: Tally
    up: tuple[Move, ...]
    down: tuple[Move, ...]
    new: tuple[str, ...]
    gone: tuple[str, ...]


def compare(bank: Bank, earlier: Result, result: Result) -> Comparison:
    """Give the change from an earlier result to this one, which was made with `bank`.

    The earlier one may be of another version of the bank: an id never changes its meaning. Its order is by the path.
    """
    before, after = _levels(earlier), _levels(result)
    shared = [question for question in result.path if question in before and question in after]
    moves = [Move(question, before[question], after[question]) for question in shared]
    return Comparison(
        shared=len(shared),
        then=_sum(bank, shared, before),
        now=_sum(bank, shared, after),
        up=tuple(move for move in moves if move.after > move.before),
        down=tuple(move for move in moves if move.after < move.before),
        new=tuple(question for question in result.path if question not in earlier.path),
        gone=tuple(question for question in earlier.path if question not in result.path),
    )


def _levels(result: Result) -> dict[str, int]:
    """The level of each scored question."""
    levels = {question: answer.level for question, answer in result.answers.items()}
    return {question: level for question, level in levels.items() if level is not None}


def _sum(bank: Bank, questions: list[str], levels: dict[str, int]) -> Tally:
    weights = bank.scoring.weights
    asked = [bank.by_id[question] for question in questions]
    return tally(Scored(each, weights[each.importance], levels[each.id], dont_know=False) for each in asked)
