"""Bands, and what holds them down: each reason with its questions (rule: bank/scoring.yaml)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from assessment.answers import Answer
from assessment.result import Hold
from questions.model import Ceiling, Importance, Question, Scoring
from questions.scale import NOT_IN_PLACE, PARTLY
from questions.scoring import State


class Standing(NamedTuple):
    """An answered question that can hold the band: its importance and the state that it is in."""

    question: str
    importance: Importance
    state: State


def band_at(scoring: Scoring, percent: int | None) -> str | None:
    """The band of a whole percentage; None where nothing is scored."""
    if percent is None:
        return None
    return [band.id for band in scoring.bands if band.floor <= percent][-1]


def standings(answered: Iterable[tuple[Question, Answer]]) -> Iterator[Standing]:
    """Those questions that are missing, partly in place, or said not to apply without an adviser's agreement."""
    for question, answer in answered:
        if answer.choice == "not-applicable":
            if not answer.agreed:
                yield Standing(question.id, question.importance, "not-applicable")
        elif answer.level == NOT_IN_PLACE:
            yield Standing(question.id, question.importance, "missing")
        elif answer.level == PARTLY:
            yield Standing(question.id, question.importance, "partly")


def apply_ceilings(
    scoring: Scoring, band: str | None, path: Sequence[Question], standing: Sequence[Standing]
) -> tuple[str | None, tuple[Hold, ...]]:
    """Give the band after ceilings, and what holds it below the band by points, the lowest ceiling first.

    A ceiling by share counts against all questions of its importance on the path, whether answered or not.
    """
    if band is None:
        return None, ()
    order = [each.id for each in scoring.bands]
    by_points = order.index(band)
    holds = [
        Hold(ceiling.band, ceiling.says, questions)
        for ceiling in scoring.ceilings
        if order.index(ceiling.band) < by_points and (questions := _held_by(ceiling, path, standing))
    ]
    holds.sort(key=lambda hold: order.index(hold.band))
    return holds[0].band if holds else band, tuple(holds)


def _held_by(ceiling: Ceiling, path: Sequence[Question], standing: Sequence[Standing]) -> tuple[str, ...]:
    """The questions for which a ceiling holds; none where they are too few."""
    states = ceiling.held_states
    questions = tuple(
        each.question for each in standing if each.importance == ceiling.importance and each.state in states
    )
    if ceiling.more_than is None:
        return questions
    asked = sum(question.importance == ceiling.importance for question in path)
    return questions if 100 * len(questions) > ceiling.more_than * asked else ()
