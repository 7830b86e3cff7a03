"""Readiness for a higher threat level: the bank's response levels, and the answers on stepping up."""

from __future__ import annotations

from collections.abc import Iterable

from assessment.result import Result
from questions.levels import Levels
from questions.model import Bank, Question
from questions.roles import value_of
from questions.scale import IN_PLACE
from reports.report.parts import Row
from reports.report.sections import LevelsPart, Measure, ResponseLine
from reports.report.wording import answer_words


def levels_part(bank: Bank, result: Result) -> LevelsPart | None:
    """Give the part on the threat level; None where the bank has no levels. It never names today's."""
    levels = bank.levels
    if levels is None:
        return None
    nation = value_of(result.profile, bank.roles.nation)
    asked = [bank.by_id[question] for question in result.path]
    general = [q for q in asked if q.response is None and bank.area_of[q.id].id == levels.area]
    return LevelsPart(
        as_at=levels.as_at,
        intro=" ".join((levels.intro, *(own.says for own in levels.nations if own.nation == nation))),
        private=levels.private,
        where=tuple(Row(place.title, place.url) for place in levels.where),
        responses=tuple(_responses(bank, result, levels, asked)),
        general=tuple(_measures(bank, result, general)),
    )


def _responses(bank: Bank, result: Result, levels: Levels, asked: list[Question]) -> Iterable[ResponseLine]:
    for each in levels.responses:
        own = [q for q in asked if q.response == each.id]
        yield ResponseLine(
            title=each.title,
            says=each.says,
            levels=tuple(Row(level.title, level.means) for level in levels.levels if level.response == each.id),
            measures=tuple(_measures(bank, result, own)),
            steps=each.steps if own else (),
        )


def _measures(bank: Bank, result: Result, questions: list[Question]) -> Iterable[Measure]:
    """The questions with their answers, without those that do not apply."""
    for question in questions:
        answer = result.answers.get(question.id)
        if answer is None or answer.choice != "not-applicable":
            ready = answer is not None and (answer.level or 0) >= IN_PLACE
            number = result.path.index(question.id) + 1
            yield Measure(number, question.name, answer_words(bank, question, answer), ready)
