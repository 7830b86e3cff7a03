"""Evaluates an assessment: one pure function from bank, profile and answers to the result."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from types import MappingProxyType

from assessment.answers import Answer, as_counted, choice_of
from assessment.bands import apply_ceilings, band_at, standings
from assessment.jobs import plan
from assessment.law import judge
from assessment.path import AssessmentKind, as_asked, find_path
from assessment.profile import Profile
from assessment.result import Essentials, Part, Result, Tally, ThreatPart
from assessment.scoring import Scored, tally
from questions.model import Bank, Question
from questions.scale import IN_PLACE, TESTED

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
    counted = {q.id: as_counted(q, answers[q.id]) for q in path if q.id in answers}
    said = {question: answer for question, answer in counted.items() if answer.answered}
    scored = _scored(bank, path, said)
    score = tally(scored)
    by_points = band_at(bank.scoring, score.percent) if kind == "full" else None
    standing = standings([(question, said[question.id]) for question in path if question.id in said])
    band, holds = apply_ceilings(bank.scoring, by_points, path, standing)
    threats, stages = _threats_and_stages(bank, scored)
    jobs, actions = plan(bank, scored, score)
    return Result(
        bank_version=bank.version,
        kind=kind,
        profile=profile,
        path=tuple(question.id for question in path),
        answers=MappingProxyType(counted),
        score=score,
        band=band,
        band_by_points=by_points,
        holds=holds,
        essentials=_essentials(path, said),
        not_applicable=tuple(question for question, answer in said.items() if answer.choice == "not-applicable"),
        not_asked=len(find_path(bank, profile, answers)) - len(path) if kind == "quick" else 0,
        known=Tally(sum(item.most for item in scored if not item.dont_know), score.most),
        unanswered=tuple(question.id for question in path if question.id not in said),
        areas=_areas(bank, path, scored),
        threats=threats,
        stages=stages,
        verdict=judge(bank, bank.law, profile, path, said, kind) if bank.law else None,
        jobs=jobs,
        actions=actions,
    )


def answered_otherwise(bank: Bank, result: Result, answers: Mapping[str, Answer]) -> Result:
    """Give the result of other answers on the path of a result, so that both scores are of the same questions."""
    path = tuple(as_asked(bank, bank.by_id[question], result.profile) for question in result.path)
    return evaluate(bank, result.profile, answers, result.kind, path=path)


def newly_asked(bank: Bank, result: Result) -> tuple[str, ...]:
    """The questions that the answers of a result open, beyond its path: they are listed, not scored."""
    opened = find_path(bank, result.profile, result.answers, result.kind)
    return tuple(question.id for question in opened if question.id not in result.path)


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
    after = answered_otherwise(bank, result, raised)
    return after, newly_asked(bank, after)


def _essentials(path: tuple[Question, ...], said: Mapping[str, Answer]) -> Essentials:
    essential = [question.id for question in path if question.importance == "essential"]
    levels = [said[question].level for question in essential if question in said]
    return Essentials(sum(level is not None and level >= IN_PLACE for level in levels), len(essential))


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
