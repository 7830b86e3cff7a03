"""Writes calendars of days, each an event with an alarm a week before, so that a newer one replaces an older one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING
from uuid import NAMESPACE_URL, uuid5

from reports.report.calendar_edition import CalendarEdition
from reports.report.wording import without_forbidden

if TYPE_CHECKING:  # imported where they are used, as that takes long
    from icalendar import Alarm, Event

WEEK_BEFORE = timedelta(days=-7)
# How often a calendar that reads a feed should ask again.
OFTEN = timedelta(hours=12)
# A calendar takes an event over the one that it has only if its number is higher (RFC 5545, 3.8.7.4), so the number
# counts the seconds since this day. Before, it counted days; it stays within 2^31 until 2088.
_FIRST = datetime(2020, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """A day of a plan as a calendar shows it; `name` says which one of the plan it is, in every edition alike.

    `alarm` is false where there is nothing left to do.
    """

    name: str
    day: date
    title: str
    told: tuple[str, ...]
    category: str
    alarm: bool = True


def plan_calendar(producer: str, title: str, edition: CalendarEdition, days: Iterable[CalendarDay]) -> bytes:
    """Give the calendar of a plan. The same values give the same bytes; a later edition keeps the ids."""
    from icalendar import Calendar, vDuration, vText

    calendar = Calendar()
    calendar.add("prodid", plain(producer))
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("x-wr-calname", vText(plain(title)))
    calendar.add("refresh-interval", vDuration(OFTEN), {"VALUE": "DURATION"})
    calendar.add("x-published-ttl", vDuration(OFTEN))
    for each in days:
        uid, told = event_id(edition.key, each.name), "\n".join(each.told)
        event = day_event(uid, edition.changed, each.day, each.title, told, alarm=each.alarm)
        event.add("categories", [plain(each.category)])
        calendar.add_component(event)
    return bytes(calendar.to_ical())


def event_id(key: str, name: str) -> str:
    """The id of an event: the same for a day of a plan, however often the plan is made."""
    return str(uuid5(NAMESPACE_URL, f"urn:check-your-protective-security:{without_forbidden(key)}:{name}"))


def day_event(uid: str, changed: datetime, day: date, title: str, description: str, *, alarm: bool = True) -> Event:
    """Give the event. Of two with the same `uid`, calendars keep the one that was `changed` (a moment) later."""
    from icalendar import Event

    event = Event()
    event.add("uid", uid)
    event.add("dtstamp", changed.astimezone(UTC))
    event.add("last-modified", changed.astimezone(UTC))
    event.add("sequence", max(0, int((changed - _FIRST).total_seconds())))
    event.add("dtstart", day)
    event.add("dtend", day + timedelta(days=1))
    event.add("summary", plain(title))
    event.add("description", plain(description))
    # A reminder does not make the day busy, and is hidden in a calendar that others can see.
    event.add("transp", "TRANSPARENT")
    event.add("class", "CONFIDENTIAL")
    if alarm:
        event.add_component(_alarm(title))
    return event


def plain(text: str) -> str:
    """A text as a calendar can hold it."""
    return without_forbidden(text).replace("\r\n", "\n").replace("\r", "\n")


def _alarm(title: str) -> Alarm:
    from icalendar import Alarm

    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", plain(title))
    alarm.add("trigger", WEEK_BEFORE)
    return alarm
