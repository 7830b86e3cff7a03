"""Writes an event that lasts a day, with an alarm a week before, so that calendars take it over the one they have."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from reports.report.wording import without_forbidden

if TYPE_CHECKING:  # imported where they are used, as that takes long
    from icalendar import Alarm, Event

WEEK_BEFORE = timedelta(days=-7)
# A calendar takes an event over the one that it has only if its number is higher (RFC 5545, 3.8.7.4), so the number
# counts the seconds since this day. Before, it counted days; it stays within 2^31 until 2088.
_FIRST = datetime(2020, 1, 1, tzinfo=UTC)


def day_event(uid: str, changed: datetime, day: date, title: str, description: str) -> Event:
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
