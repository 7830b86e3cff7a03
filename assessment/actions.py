"""From gaps to an ordered plan: one action a gap, with its class, gain and place in the order."""

from __future__ import annotations

from collections.abc import Sequence

from assessment.result import Action, ActionKind, ClassId, Tally
from assessment.scoring import Scored
from questions.model import Importance, Scoring
from questions.scale import IN_PLACE, TESTED

CLASS_OF: dict[Importance, ClassId] = {"essential": "now", "important": "next", "useful": "later"}


def plan(scoring: Scoring, scored: Sequence[Scored], score: Tally) -> tuple[Action, ...]:
    """Give every action, in the total order: class, tests last, gain (largest first), effort (least first), bank order.

    A class is printed as two tables, of gaps and of tests: the order keeps the ranks in each running on.
    """
    classes = [each.id for each in scoring.classes]
    efforts = {each.id: place for place, each in enumerate(scoring.efforts)}
    drafts: list[tuple[tuple[int, bool, int, int, int], Scored, ActionKind, ClassId]] = []
    for place, item in enumerate(scored):
        gain = item.weight * (TESTED - item.level)
        if gain <= 0:
            continue
        kind = _kind(item)
        class_id: ClassId = "later" if kind == "test" else CLASS_OF[item.question.importance]
        effort = (item.question.review if kind == "test" else item.question.action).effort
        drafts.append(((classes.index(class_id), kind == "test", -gain, efforts[effort], place), item, kind, class_id))
    drafts.sort(key=lambda draft: draft[0])
    after = {gain: Tally(score.points + gain, score.most).percent or 0 for gain in {-key[2] for key, *_ in drafts}}
    return tuple(
        _action(scoring, rank, item, kind, class_id, -key[2], after[-key[2]])
        for rank, (key, item, kind, class_id) in enumerate(drafts, start=1)
    )


def _kind(item: Scored) -> ActionKind:
    if item.dont_know:
        return "find-out"
    return "test" if item.level == IN_PLACE else "close"


def _action(
    scoring: Scoring, rank: int, item: Scored, kind: ActionKind, class_id: ClassId, gain: int, percent_after: int
) -> Action:
    chosen = item.question.review if kind == "test" else item.question.action
    title = f"Find out: {item.question.name}" if kind == "find-out" else chosen.title
    return Action(
        rank=rank,
        question=item.question.id,
        kind=kind,
        title=title,
        class_id=class_id,
        gain=gain,
        percent_after=percent_after,
        effort=chosen.effort,
        cost=chosen.cost,
        quick_win=chosen.effort in scoring.quick_win_efforts and chosen.cost in scoring.quick_win_costs,
    )
