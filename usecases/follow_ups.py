"""The visits of a force in lines, and their follow-ups as a calendar."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from storage.visits import EndedFollowUp, Visit
from usecases.names import account_name, place_name
from usecases.services import Services


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
    far = datetime.max.date()
    return tuple(sorted(lines, key=lambda line: (line.visit.follow_up if line.due else None) or far))


def follow_ups_ics(lines: tuple[VisitLine, ...], ended: tuple[EndedFollowUp, ...], now: datetime) -> bytes:
    """The follow-ups to do, each an all-day event with a lasting id; those of places that no longer share too.

    Names stay out: calendars go to many places.
    """
    from icalendar import Calendar, Event

    calendar = Calendar()
    calendar.add("prodid", "-//Check your protective security//visits//EN")
    calendar.add("version", "2.0")
    seen = [(line.visit.id, line.reference, line.visit.follow_up) for line in lines if line.due]
    for visit_id, reference, day in (*seen, *((each.visit_id, each.reference, each.follow_up) for each in ended)):
        event = Event()
        event.add("uid", f"follow-up-{visit_id}@check-your-protective-security")
        event.add("dtstamp", now)
        event.add("dtstart", day)
        event.add("summary", f"Follow up the visit {reference}")
        event.add("class", "CONFIDENTIAL")
        calendar.add_component(event)
    return bytes(calendar.to_ical())


def _line(services: Services, visit: Visit) -> VisitLine | None:
    assessment = services.store.assessment(visit.workspace_id, visit.assessment_id)
    if assessment is None:
        return None
    name = place_name(services.bank_of(assessment.bank_version), assessment.profile)
    return VisitLine(visit, name, assessment.reference, account_name(services, visit.account_id))
