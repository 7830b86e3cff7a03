"""The law's part of the report: tier, steps with their sections, how each duty stands, and what else the law says."""

from __future__ import annotations

from collections.abc import Iterable

from assessment.result import Arrangement, DutyView, Result, Verdict
from questions.conditions import fields_named
from questions.law import Duty, Law
from questions.model import Bank
from reports.report.law_lines import BearingLine, DutyLine, LawPart, LawStep, NoteLine, WarningLine
from reports.report.wording import STATUS_WORDS, answer_words


def law_part(bank: Bank, result: Result) -> LawPart | None:
    """Give the law's part; None where the bank has no law."""
    law, verdict = bank.law, result.verdict
    if law is None or verdict is None:
        return None
    tier = next((each for each in law.tiers if each.id == verdict.tier), None)
    duties = {duty.id: duty for duty in law.duties}
    notes = {note.id: note for note in law.notes}
    return LawPart(
        title=law.title,
        name=law.name,
        as_at=law.as_at,
        tier_id=verdict.tier,
        tier_title=tier.title if tier else "Not clear yet",
        says=tier.says if tier else law.undetermined,
        status=law.status,
        caveat=law.caveat,
        steps=tuple(_steps(law, verdict)),
        assessed=verdict.assessed,
        duties=tuple(_duty(bank, result, duties[view.id], view) for view in verdict.duties),
        warnings=tuple(_warnings(bank, law, verdict)),
        notes=tuple(NoteLine(notes[each].title, notes[each].says, notes[each].section) for each in verdict.notes),
    )


def _steps(law: Law, verdict: Verdict) -> Iterable[LawStep]:
    steps = {step.id: step for step in law.steps}
    for taken in verdict.steps:
        step = steps[taken.id]
        yield LawStep(step.asks, taken.met, step.if_yes if taken.met else step.if_no, step.section)


def _warnings(bank: Bank, law: Law, verdict: Verdict) -> Iterable[WarningLine]:
    warnings = {warning.id: warning for warning in law.warnings}
    for warning in (warnings[each] for each in verdict.warnings):
        named = fields_named(warning.when)
        pages = (page.id for page in reversed(bank.profile) if any(f.asked and f.id in named for f in page.fields))
        yield WarningLine(warning.says, next(pages, None))


def _duty(bank: Bank, result: Result, duty: Duty, view: DutyView) -> DutyLine:
    return DutyLine(
        title=duty.title,
        says=duty.says,
        section=duty.section,
        bearing=tuple(_bearing(bank, result, each) for each in view.arrangements),
        look_again=duty.if_not_applicable or "" if view.own_not_applicable else "",
    )


def _bearing(bank: Bank, result: Result, each: Arrangement) -> BearingLine:
    question, answer = bank.by_id[each.question], result.answers.get(each.question)
    status = STATUS_WORDS[each.status]
    if each.status == "not-applicable" and answer and answer.reason:
        status = f"{status} ({answer.reason})"
    return BearingLine(
        question_id=question.id,
        number=result.path.index(question.id) + 1,
        name=question.name,
        value=answer_words(bank, question, answer),
        status_id=each.status,
        status=status,
        own=each.own,
    )
