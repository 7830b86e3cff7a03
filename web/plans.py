"""The report of a stored assessment, and the key under which its printed plan is kept."""

from __future__ import annotations

import hashlib
from functools import cache

from assessment.evaluation import evaluate
from assessment.result import Result
from contacts import attribution
from reports.building import build_report
from reports.report import Report
from storage.records import Assessment, Premises
from web.local import force_of
from web.services import Services
from web.settings import ROOT


def result_of(parts: Services, assessment: Assessment) -> Result:
    """Evaluate a stored assessment with the bank that it was made with."""
    bank = parts.bank_of(assessment.bank_version)
    return evaluate(bank, assessment.profile, parts.store.answers(assessment.id), assessment.kind)


def report_of(parts: Services, assessment: Assessment, premises: Premises) -> Report:
    """The report of a stored assessment, dated by its finish; an unfinished one by today."""
    force_id, today = force_of(parts.directory, premises), parts.now().date()
    return build_report(
        parts.bank_of(assessment.bank_version),
        result_of(parts, assessment),
        reference=assessment.reference,
        made_on=assessment.finished.date() if assessment.finished else today,
        contact=parts.directory.contact(force_id, today) if force_id else None,
        attribution=attribution(),
    )


def plan_key(report: Report) -> str:
    """One digest of everything that a printed plan depends on: the same key means the same bytes."""
    return hashlib.sha256(f"{_edition()}\n{report!r}".encode()).hexdigest()


@cache
def _edition() -> str:
    """A digest of the print's templates and styles, so that no plan of an older look is served."""
    digest = hashlib.sha256()
    for path in sorted((ROOT / "templates" / "print").glob("*")):
        digest.update(path.read_bytes())
    return digest.hexdigest()
