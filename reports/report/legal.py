"""The law's part of the report: tier, steps with their sections, duties and the answers that bear on them."""

from __future__ import annotations

from assessment.result import DutyView, Result
from questions.law import Duty
from questions.model import Bank
from reports.report.report import BearingLine, DutyLine, LawPart, LawStep
from reports.report.wording import answer_words


def law_part(bank: Bank, result: Result) -> LawPart | None:
    """Give the law's part; None where the bank has no law."""
    law, verdict = bank.law, result.verdict
    if law is None or verdict is None:
        return None
    tier = next((each for each in law.tiers if each.id == verdict.tier), None)
    steps = {step.id: step for step in law.steps}
    duties = {duty.id: duty for duty in law.duties}
    return LawPart(
        title=law.title,
        name=law.name,
        as_at=law.as_at,
        tier_id=verdict.tier,
        tier_title=tier.title if tier else "Not clear yet",
        says=tier.says if tier else law.undetermined,
        status=law.status,
        caveat=law.caveat,
        steps=tuple(
            LawStep(
                steps[taken.id].asks,
                taken.met,
                steps[taken.id].if_yes if taken.met else steps[taken.id].if_no,
                steps[taken.id].section,
            )
            for taken in verdict.steps
        ),
        duties=tuple(_duty(bank, result, duties[view.id], view) for view in verdict.duties),
    )


def _duty(bank: Bank, result: Result, duty: Duty, view: DutyView) -> DutyLine:
    return DutyLine(
        title=duty.title,
        says=duty.says,
        section=duty.section,
        bearing=tuple(
            BearingLine(
                result.path.index(q) + 1, bank.by_id[q].name, answer_words(bank, bank.by_id[q], result.answers.get(q))
            )
            for q in view.bearing
        ),
        missing=tuple(bank.by_id[q].name for q in view.missing),
    )
