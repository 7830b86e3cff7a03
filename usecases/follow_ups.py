"""The visits of a force in lines, and their follow-ups as a calendar."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from local_time import london_day
from reports.exports.calendar_events import day_event
from reports.report.dates import long_date
from storage.visits import EndedFollowUp, Visit
from usecases.names import account_name, place_name
from usecases.services import Services

if TYPE_CHECKING:  # imported where it is used, as that takes long
    from icalendar import Event


@dataclass(frozen=True, slots=True)
class VisitLine:
    """One visit with the name and reference of the place, and its adviser's name."""

    visit: Visit
    name: str
    reference: str
    adviser: str

    @property
    def due(self) -> bool:
        """Whether a follow-up is still to be done."""
        return self.visit.follow_up is not None and self.visit.followed_up is None


def follow_ups(services: Services, force_id: str) -> tuple[VisitLine, ...]:
    """Every visit of the force that may be seen, those with a follow-up to do first, by its day."""
    lines = [line for visit in services.store.visits_of(force_id, services.now()) if (line := _line(services, visit))]
    far = date.max
    return tuple(sorted(lines, key=lambda line: (line.visit.follow_up if line.due else None) or far))


def follow_ups_ics(lines: tuple[VisitLine, ...], ended: tuple[EndedFollowUp, ...]) -> bytes:
    """The follow-ups to do, each an all-day event with a lasting id; those of places that no longer share too.

    Names stay out: calendars go to many places. The same lines give the same bytes.
    """
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", "-//Check your protective security//visits//EN")
    calendar.add("version", "2.0")
    for line in lines:
        if line.due:
            calendar.add_component(_event(_seen(line)))
    for each in ended:
        calendar.add_component(_event(each))
    return bytes(calendar.to_ical())


def _seen(line: VisitLine) -> EndedFollowUp:
    """The same of a visit that is still seen."""
    visit = line.visit
    if visit.signed is None or visit.follow_up is None:
        raise ValueError(f"visit {visit.id} has no follow-up")
    return EndedFollowUp(visit.id, line.reference, visit.follow_up, visit.signed)


def _event(due: EndedFollowUp) -> Event:
    title, uid = f"Follow up the visit {due.reference}", f"follow-up-{due.visit_id}@check-your-protective-security"
    told = f"The visit was signed on {long_date(london_day(due.signed))}."
    return day_event(uid, due.signed, due.follow_up, title, told)


def _line(services: Services, visit: Visit) -> VisitLine | None:
    assessment = services.store.assessment(visit.workspace_id, visit.assessment_id)
    if assessment is None:
        return None
    name = place_name(services.bank_of(assessment.bank_version), assessment.profile)
    return VisitLine(visit, name, assessment.reference, account_name(services, visit.account_id))
