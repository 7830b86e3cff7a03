"""Bands, and what holds them down: each reason with its questions (rule: bank/scoring.yaml)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from assessment.answers import Answer
from assessment.result import Hold
from questions.model import Importance, Question, Scoring
from questions.scale import NOT_IN_PLACE, PARTLY
from questions.scoring import State

# Ids of questions by importance and state.
Standings = dict[tuple[Importance, State], list[str]]
_STATES: dict[int | None, State] = {NOT_IN_PLACE: "missing", PARTLY: "partly"}


def band_at(scoring: Scoring, percent: int | None) -> str | None:
    """The band of a whole percentage; None where nothing is scored."""
    if percent is None:
        return None
    return [band.id for band in scoring.bands if band.floor <= percent][-1]


def standings(answered: Iterable[tuple[Question, Answer]]) -> Standings:
    """Give the questions in each state that can hold the band, by their importance and state, in the order given."""
    found: Standings = {}
    for question, answer in answered:
        if answer.choice == "not-applicable":
            state: State | None = None if answer.agreed else "not-applicable"
        else:
            state = _STATES.get(answer.level)
        if state is not None:
            found.setdefault((question.importance, state), []).append(question.id)
    return found


def apply_ceilings(
    scoring: Scoring, band: str | None, path: Sequence[Question], standing: Standings
) -> tuple[str | None, tuple[Hold, ...]]:
    """Give the band after ceilings, and what holds it below the band by points, the lowest ceiling first.

    A ceiling by share counts against all questions of its importance on the path, whether answered or not.
    """
    if band is None:
        return None, ()
    order = {each.id: place for place, each in enumerate(scoring.bands)}
    places = {question.id: place for place, question in enumerate(path)}
    asked = Counter([question.importance for question in path])
    holds = []
    for ceiling in scoring.ceilings:
        if order[ceiling.band] >= order[band]:
            continue
        held = [name for state in ceiling.held_states for name in standing.get((ceiling.importance, state), ())]
        if held and (ceiling.more_than is None or 100 * len(held) > ceiling.more_than * asked[ceiling.importance]):
            holds.append(Hold(ceiling.band, ceiling.says, tuple(sorted(held, key=places.__getitem__))))
    holds.sort(key=lambda hold: order[hold.band])
    return holds[0].band if holds else band, tuple(holds)
