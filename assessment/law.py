"""Which tier of the law a profile falls in, step by step, and what the answers say of each duty."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from assessment.answers import Answer
from assessment.path import AssessmentKind
from assessment.profile import Profile
from assessment.result import Arrangement, ArrangementStatus, DutyView, StepTaken, Verdict
from questions.conditions import Test
from questions.law import Law
from questions.model import Bank, Question
from questions.scale import IN_PLACE, PARTLY


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
    bank: Bank,
    law: Law,
    profile: Profile,
    path: Sequence[Question],
    answers: Mapping[str, Answer],
    kind: AssessmentKind,
) -> Verdict:
    """Give the verdict on a profile: tier, steps, each duty of the tier with what bears on it, warnings and notes.

    A quick check asks too little of a duty to say how it stands, so its duties come without arrangements.
    """
    tier, steps = tier_of(law, bank.law_tests, profile)
    bearing: dict[str, list[Arrangement]] = {
        duty.id: [] for duty in law.duties if tier in duty.tiers and bank.holds(duty.when, profile)
    }
    own = {duty.id: duty.asked_by for duty in law.duties}
    for question in path if kind == "full" else ():
        concerned = [duty for duty in question.duties if duty in bearing]
        status = status_of(answers.get(question.id)) if concerned else "not-answered"
        for duty in concerned:
            bearing[duty].append(Arrangement(question.id, status, question.id in own[duty]))
    return Verdict(
        tier=tier,
        steps=steps,
        duties=tuple(DutyView(duty, tuple(each)) for duty, each in bearing.items()),
        assessed=kind == "full",
        warnings=tuple(each.id for each in law.warnings if bank.holds(each.when, profile)),
        notes=tuple(
            each.id for each in law.notes if (not each.tiers or tier in each.tiers) and bank.holds(each.when, profile)
        ),
    )


def status_of(answer: Answer | None) -> ArrangementStatus:
    """How an arrangement stands: an unanswered question is no failing, and one that does not apply is not in place."""
    match answer.choice if answer else None:
        case None:
            return "not-answered"
        case "not-applicable":
            return "not-applicable"
        case "dont-know":
            return "not-known"
    assert answer is not None
    level = answer.level
    assert level is not None
    if level >= IN_PLACE:
        return "in-place"
    return "partly" if level == PARTLY else "missing"
