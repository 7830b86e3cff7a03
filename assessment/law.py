"""Which tier of the law a profile falls in, step by step, and which answers bear on each duty."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from assessment.answers import Answer
from assessment.profile import Profile
from assessment.result import DutyView, StepTaken, Verdict
from questions.conditions import Test
from questions.law import Law
from questions.model import Question
from questions.scale import IN_PLACE


def tier_of(law: Law, tests: Sequence[tuple[Test, Test]], profile: Profile) -> tuple[str | None, tuple[StepTaken, ...]]:
    """Give the tier and the steps that applied, up to the one that settled it; None where no condition is true."""
    taken: list[StepTaken] = []
    for step, (applies, test) in zip(law.steps, tests, strict=True):
        if not applies(profile, {}):
            continue
        met = test(profile, {})
        taken.append(StepTaken(step.id, met))
        if met:
            return step.tier, tuple(taken)
    return None, tuple(taken)


def judge(
    law: Law,
    tests: Sequence[tuple[Test, Test]],
    profile: Profile,
    path: Sequence[Question],
    answers: Mapping[str, Answer],
) -> Verdict:
    """Give the verdict on a profile: tier, steps, and each duty of the tier with what bears on it.

    A question is missing for a duty while it is a gap (level 0 or 1, or don't know) or unanswered.
    """
    tier, steps = tier_of(law, tests, profile)
    bearing: dict[str, list[str]] = {duty.id: [] for duty in law.duties if tier in duty.tiers}
    missing = {question.id for question in path if _open(answers.get(question.id))}
    for question in path:
        for duty in question.duties:
            if duty in bearing:
                bearing[duty].append(question.id)
    duties = (DutyView(duty, tuple(ids), tuple(q for q in ids if q in missing)) for duty, ids in bearing.items())
    return Verdict(tier, steps, tuple(duties))


def _open(answer: Answer | None) -> bool:
    if answer is None or answer.choice is None:
        return True
    level = answer.level
    return level is not None and level < IN_PLACE
