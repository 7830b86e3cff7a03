"""Evaluates an assessment: one pure function from bank, profile and answers to the result."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from types import MappingProxyType

from assessment.actions import plan
from assessment.answers import Answer, choice_of
from assessment.law import judge
from assessment.path import AssessmentKind, find_path
from assessment.profile import Profile
from assessment.result import Part, Result, Tally, ThreatPart
from assessment.scoring import Scored, apply_ceilings, band_at, tally
from questions.model import Bank, Question
from questions.scale import TESTED

NOTHING = Tally(0, 0)
# The row of all threats, and the column of all stages; no id is empty.
_WHOLE = ""


def evaluate(
    bank: Bank,
    profile: Profile,
    answers: Mapping[str, Answer],
    kind: AssessmentKind = "full",
    *,
    path: tuple[Question, ...] | None = None,
) -> Result:
    """Give the result. `path` is worked out unless a fixed one is given (as `what_if` does)."""
    if path is None:
        path = find_path(bank, profile, answers, kind)
    said = {q.id: answers[q.id] for q in path if q.id in answers and answers[q.id].answered}
    scored = _scored(bank, path, said)
    score = tally(scored)
    by_points = band_at(bank.scoring, score.percent)
    band, held_by = apply_ceilings(bank.scoring, by_points, scored)
    threats, stages = _threats_and_stages(bank, scored)
    return Result(
        bank_version=bank.version,
        kind=kind,
        profile=profile,
        path=tuple(question.id for question in path),
        answers=MappingProxyType({q.id: answers[q.id] for q in path if q.id in answers}),
        score=score,
        band=band,
        band_by_points=by_points,
        held_by=held_by,
        known=Tally(sum(item.most for item in scored if not item.dont_know), score.most),
        unanswered=tuple(question.id for question in path if question.id not in said),
        areas=_areas(bank, path, scored),
        threats=threats,
        stages=stages,
        verdict=judge(bank, bank.law, profile, path, said, kind) if bank.law else None,
        actions=plan(bank.scoring, scored, score),
    )


def what_if(bank: Bank, result: Result, done: Collection[str]) -> tuple[Result, tuple[str, ...]]:
    """Give the result with the actions on some questions done, and the new questions that this opens.

    Doing an action and answering better are the same thing: the same function, on the same path. Questions
    that the better answers open are listed, not scored.
    """
    top = choice_of(TESTED)
    raised = {
        question: answer._replace(choice=top) if question in done and answer.level is not None else answer
        for question, answer in result.answers.items()
    }
    path = tuple(bank.by_id[question] for question in result.path)
    after = evaluate(bank, result.profile, raised, result.kind, path=path)
    opened = find_path(bank, result.profile, raised, result.kind)
    return after, tuple(question.id for question in opened if question.id not in result.path)


def _scored(bank: Bank, path: tuple[Question, ...], said: Mapping[str, Answer]) -> list[Scored]:
    weights = bank.scoring.weights
    scored = []
    for question in path:
        answer = said.get(question.id)
        if answer is None or (level := answer.level) is None:
            continue
        unknown = answer.choice == "dont-know"
        scored.append(Scored(question, weights[question.importance], level, unknown))
    return scored


def _areas(bank: Bank, path: tuple[Question, ...], scored: list[Scored]) -> tuple[Part, ...]:
    """The areas that the path touches, in bank order."""
    sums: dict[str, list[Scored]] = {bank.area_of[question.id].id: [] for question in path}
    for item in scored:
        sums[bank.area_of[item.question.id].id].append(item)
    return tuple(Part(area, tally(items)) for area, items in sums.items())


def _threats_and_stages(bank: Bank, scored: list[Scored]) -> tuple[tuple[ThreatPart, ...], tuple[Part, ...]]:
    """Sums by threat, by threat and stage, and by stage: a question counts in every cell that it is tagged with."""
    tagged: dict[tuple[tuple[str, ...], tuple[str, ...]], list[int]] = {}
    for item in scored:  # many questions share their tags, so those are summed first
        sums = tagged.setdefault((item.question.threats, item.question.stages), [0, 0])
        sums[0] += item.points
        sums[1] += item.most
    stages = [stage.id for stage in bank.stages]
    table = {row: {cell: [0, 0] for cell in (_WHOLE, *stages)} for row in (_WHOLE, *[each.id for each in bank.threats])}
    for (of_threats, of_stages), (points, most) in tagged.items():
        cells = (_WHOLE, *of_stages)
        for row in (_WHOLE, *of_threats):
            row_cells = table[row]
            for cell in cells:
                sums = row_cells[cell]
                sums[0] += points
                sums[1] += most
    parts = {row: tuple([Part(stage, Tally(*cells[stage])) for stage in stages]) for row, cells in table.items()}
    threats = (ThreatPart(each.id, Tally(*table[each.id][_WHOLE]), parts[each.id]) for each in bank.threats)
    return tuple(threats), parts[_WHOLE]
