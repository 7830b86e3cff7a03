"""What a report is made from beside the bank and the result."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from assessment.progress import NO_PROGRESS, Progress
from assessment.staff_check import StaffCheck
from contacts import Contact
from reports.report.calendar_edition import CalendarEdition
from reports.report.change import Earlier
from reports.report.visit import SignedVisit


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportInputs:
    """What was known when a report was made.

    `earlier` is an older plan of the same premises, to say what changed; `staff_check` the counts of a check that was
    run; `visit` a signed visit, whose agreed answers the result counts; `logo` a PNG as `read_logo` gives it;
    `progress` what people typed for the plan since; `calendar` says how new the plan is, None where no more is known
    than its reference and its day. The local contact and the attribution of its data are shown only where the bank has
    an adviser.
    """

    reference: str
    made_on: date
    contact: Contact | None
    attribution: tuple[str, ...] = ()
    earlier: Earlier | None = None
    staff_check: StaffCheck | None = None
    staff_check_ended: date | None = None
    visit: SignedVisit | None = None
    logo: bytes | None = None
    calendar: CalendarEdition | None = None
    progress: Progress = NO_PROGRESS
