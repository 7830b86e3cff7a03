"""The report of a stored assessment, and its printed plan."""

from __future__ import annotations

from collections.abc import Mapping

from assessment.agreeing import agree
from assessment.answers import Answer
from assessment.evaluation import evaluate
from assessment.result import Result
from contacts import attribution
from reports.building import build_report
from reports.change import Earlier
from reports.pdf import render_plan
from reports.report import Report
from reports.visit import SignedVisit
from storage.records import Assessment, Premises
from web.local import contact_of, force_of
from web.printable import Printable, Subject, key_of
from web.services import Services
from web.shares import account_name, force_name


def result_of(parts: Services, assessment: Assessment) -> Result:
    """Evaluate a stored assessment with the bank that it was made with; what a signed visit agreed counts."""
    return _evaluated(parts, assessment, parts.store.answers(assessment.id), visit_of(parts, assessment))


def _evaluated(
    parts: Services, assessment: Assessment, answers: Mapping[str, Answer], visit: SignedVisit | None
) -> Result:
    agreed = agree(answers, visit.remarks) if visit else answers
    return evaluate(parts.bank_of(assessment.bank_version), assessment.profile, agreed, assessment.kind)


def visit_of(parts: Services, assessment: Assessment) -> SignedVisit | None:
    """The newest signed visit of an assessment, with the names that the report prints; None where there is none."""
    visit = parts.store.signed_visit(assessment.id)
    if visit is None or visit.signed is None or visit.follow_up is None:
        return None
    return SignedVisit(
        adviser=account_name(parts, visit.account_id),
        team=force_name(parts, visit.force_id),
        on=visit.signed.date(),
        signed_for=visit.signed_for,
        follow_up=visit.follow_up,
        own=parts.store.answers(assessment.id),
        remarks=parts.store.remarks(visit.id),
        advice=parts.store.advice_of(visit.id),
    )


def report_of(parts: Services, assessment: Assessment, premises: Premises) -> Report:
    """The report of a stored assessment, dated by its finish; an unfinished one by today."""
    force_id, today = force_of(parts.directory, premises), parts.now().date()
    visit = visit_of(parts, assessment)
    answers = visit.own if visit else parts.store.answers(assessment.id)
    return build_report(
        parts.bank_of(assessment.bank_version),
        _evaluated(parts, assessment, answers, visit),
        reference=assessment.reference,
        made_on=assessment.finished.date() if assessment.finished else today,
        contact=contact_of(parts, force_id) if force_id else None,
        attribution=attribution(),
        earlier=earlier_of(parts, assessment),
        visit=visit,
        logo=parts.store.logo(premises.id),
    )


def earlier_of(parts: Services, assessment: Assessment) -> Earlier | None:
    """The newest finished assessment of the same premises that was begun before this one; None where there is none.

    One that was opened again and finished after this is no earlier one.
    """
    others = parts.store.assessments_of(assessment.workspace_id, assessment.premises_id)
    before = [
        (each.finished, each)
        for each in others
        if each.finished is not None
        and each.started < assessment.started
        and (assessment.finished is None or each.finished < assessment.finished)
    ]
    if not before:
        return None
    day, last = max(before, key=lambda pair: pair[0])
    return Earlier(parts.bank_of(last.bank_version), result_of(parts, last), last.reference, day.date())


def printable_plan(parts: Services, subject: Subject) -> Printable | None:
    """The printed plan of the assessment that the subject names; None when it is no longer there."""
    assessment = parts.store.find_assessment(str(subject["assessment"]))
    premises = parts.store.premises(assessment.workspace_id, assessment.premises_id) if assessment else None
    if assessment is None or premises is None:
        return None
    report = report_of(parts, assessment, premises)
    return Printable(
        key=key_of(report),
        render=lambda: render_plan(report, parts.press),
        file_name=f"action-plan-{assessment.reference}.pdf",
        back=("results.result", {"assessment_id": assessment.id}),
    )
