"""Signing a visit off: what will be printed, read through before; and for how long a signed visit can be corrected."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from assessment.answers import Answer
from assessment.result import Result
from assessment.visit_overrides import Remark
from local_time import london_day
from questions import Bank
from reports.report.sections import VisitPart
from reports.report.visit import SignedVisit, visit_part
from storage.visits import Visit
from usecases.names import account_name, force_name
from usecases.services import Services
from usecases.visit_written import written_on

# How long after the signature a correction may be begun, and signed.
CORRECTED_WITHIN = timedelta(days=7)


def read_through(
    services: Services,
    bank: Bank,
    result: Result,
    visit: Visit,
    answers: Mapping[str, Answer],
    remarks: Mapping[str, Remark],
) -> VisitPart:
    """What would be printed if an open visit were signed today; private notes stay out."""
    now, written = services.now(), written_on(services, visit.id)
    signed = SignedVisit(
        adviser=account_name(services, visit.account_id),
        team=force_name(services, visit.force_id),
        on=london_day(now),
        signed=now,
        signed_for="",
        follow_up=london_day(now),
        own=answers,
        remarks=remarks,
        advice=tuple(written.advice.values()),
        findings=written.findings,
        diary=tuple(written.diary.values()),
    )
    return visit_part(bank, result, signed)


def begin_correction(services: Services, force_id: str, visit_id: str, account_id: str) -> Visit:
    """Begin to correct a signed visit, or go on with it. Raises NotFound where it is too late, Refused as the store."""
    now = services.now()
    return services.store.begin_correction(force_id, visit_id, account_id, since=now - CORRECTED_WITHIN, now=now)


def correctable_until(visit: Visit) -> datetime | None:
    """Until when a signed visit can be corrected; None for an open one."""
    return visit.signed + CORRECTED_WITHIN if visit.signed else None


def original_of(services: Services, visit: Visit) -> Visit | None:
    """The signed visit that an open correction corrects."""
    if visit.corrects is None:
        return None
    return services.store.visit(visit.force_id, visit.corrects, services.now())


def too_late(services: Services, visit: Visit) -> bool:
    """Whether the time for signing an open correction is over; never for a visit that corrects none."""
    original = original_of(services, visit)
    until = correctable_until(original) if original else None
    return until is not None and until < services.now()
