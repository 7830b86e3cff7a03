"""Evaluates an assessment: one pure function from bank, profile and answers to the result."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from types import MappingProxyType

from assessment.actions import plan
from assessment.answers import Answer, Choice
from assessment.law import judge
from assessment.path import AssessmentKind, find_path
from assessment.profile import Profile
from assessment.result import Part, Result, Tally, ThreatPart
from assessment.scoring import Scored, band_at, hold_down, tally
from questions.model import Bank, Question

NOTHING = Tally(0, 0)


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
    band, held_by = hold_down(bank.scoring, by_points, scored)
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
        threats=_threats(bank, scored),
        stages=_stages(bank, scored),
        verdict=judge(bank.law, bank.law_tests, profile, path, said) if bank.law else None,
        actions=plan(bank.scoring, scored, score),
    )


def what_if(bank: Bank, result: Result, done: Collection[str]) -> tuple[Result, tuple[str, ...]]:
    """Give the result with the actions on some questions done, and the new questions that this opens.

    Doing an action and answering better are the same thing: the same function, on the same path. Questions
    that the better answers open are listed, not scored.
    """
    top: Choice = "3"
    raised = {
        question: replace(answer, choice=top) if question in done and answer.level is not None else answer
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


def _threats(bank: Bank, scored: list[Scored]) -> tuple[ThreatPart, ...]:
    """Sums by threat, and by threat and stage: a question counts in every cell that it is tagged with."""
    tagged: dict[tuple[tuple[str, ...], tuple[str, ...]], list[int]] = {}
    for item in scored:  # many questions share their tags, so those are summed first
        sums = tagged.setdefault((item.question.threats, item.question.stages), [0, 0])
        sums[0] += item.points
        sums[1] += item.most
    stages = [stage.id for stage in bank.stages]
    wholes = {threat.id: [0, 0] for threat in bank.threats}
    cells = {threat.id: {stage: [0, 0] for stage in stages} for threat in bank.threats}
    for (threats, of_stages), (points, most) in tagged.items():
        for threat in threats:
            row = cells[threat]
            for cell in (wholes[threat], *[row[stage] for stage in of_stages]):
                cell[0] += points
                cell[1] += most
    return tuple(
        ThreatPart(threat, Tally(*whole), tuple(Part(stage, Tally(*cells[threat][stage])) for stage in stages))
        for threat, whole in wholes.items()
    )


def _stages(bank: Bank, scored: list[Scored]) -> tuple[Part, ...]:
    return tuple(
        Part(stage.id, tally(item for item in scored if stage.id in item.question.stages)) for stage in bank.stages
    )
