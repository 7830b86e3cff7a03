"""The best set: of the actions of a result, those that gain most in so many days and for so much money.

First most from essential gaps, then most in all (docs/scoring.md, "Best set"). Exact: no other set within the budget
is better.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, NamedTuple

from assessment.evaluation import what_if
from assessment.knapsack import NOTHING, Item, pack
from assessment.result import Action, Result
from questions.model import Bank

Why = Literal["essential-gap", "gain"]


class ChosenAction(NamedTuple):
    """An action of the best set, by its question, and why it is in: it closes an essential gap, or it gains points."""

    question: str
    why: Why


@dataclass(frozen=True, slots=True)
class BestSet:
    """The actions chosen, in the order of the plan; what they take, what they gain in points, and where they lead.

    `gain` and `essential_gain`, the percent and the band are the most that they can give where `up_to`: something in
    the set has to be found out first. The band is None in a quick check, the percent where nothing is scored.
    """

    chosen: tuple[ChosenAction, ...]
    hours: int
    pounds: int
    essential_gain: int
    gain: int
    up_to: bool
    percent_after: int | None
    band_after: str | None

    @property
    def questions(self) -> tuple[str, ...]:
        """The questions whose actions are chosen, as `what_if` takes them."""
        return tuple(each.question for each in self.chosen)


def best_set(bank: Bank, result: Result, days: int, pounds: int) -> BestSet | None:
    """Give the best set for so many working days and so many pounds; None where the bank counts no hours and pounds.

    Of sets that gain the same, from essential gaps and in all, the one that takes less time; then the one that costs
    less; then the one that holds the earliest action of the plan in which they differ. So there is exactly one.
    Raises ValueError where days or pounds are negative.
    """
    if min(days, pounds) < 0:
        raise ValueError(f"a budget of {days} days and {pounds} pounds")
    scoring = bank.scoring
    if not (scoring.hours and scoring.pounds):
        return None
    essential = {action.question for action in result.actions if _closes_essential_gap(bank, action)}
    items = {
        action.question: Item(
            action.gain,
            scoring.hours[action.effort],
            scoring.pounds[action.cost],
            bit=1 << (len(result.actions) - place),
        )
        for place, action in enumerate(result.actions, start=1)
    }
    limits = days * scoring.hours["day"], pounds
    # All packings with the most from essential gaps, since the rest is packed into what they leave.
    starts = pack([NOTHING], (items[question] for question in items if question in essential), *limits)
    best = pack(starts, (items[question] for question in items if question not in essential), *limits)[0]
    actions = [action for action in result.actions if items[action.question].bit & best.bits]
    after, _ = what_if(bank, result, {action.question for action in actions})
    return BestSet(
        chosen=tuple(
            ChosenAction(action.question, "essential-gap" if action.question in essential else "gain")
            for action in actions
        ),
        hours=best.hours,
        pounds=best.pounds,
        essential_gain=_gain(action for action in actions if action.question in essential),
        gain=_gain(actions),
        up_to=any(action.up_to for action in actions),
        percent_after=after.score.percent,
        band_after=after.band,
    )


def _closes_essential_gap(bank: Bank, action: Action) -> bool:
    return action.kind != "test" and bank.by_id[action.question].importance == "essential"


def _gain(actions: Iterable[Action]) -> int:
    return sum(action.gain for action in actions)
