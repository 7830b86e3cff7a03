"""Days and times of day as people in the UK read them (Europe/London), from moments that are kept in UTC."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")


def london_day(moment: datetime) -> date:
    """The day in London at this moment. Raises ValueError for a moment without a zone."""
    return _in_london(moment).date()


def london_month(moment: datetime) -> str:
    """The month in London at this moment, as 2026-07. Raises ValueError for a moment without a zone."""
    return london_day(moment).isoformat()[:7]


def london_time(moment: datetime) -> str:
    """The time of day in London with its zone, as 14:05 BST or 14:05 GMT: one hour of October comes twice.

    Raises ValueError for a moment without a zone.
    """
    here = _in_london(moment)
    return f"{here.hour:02}:{here.minute:02} {here.tzname()}"


def london_stamp(moment: datetime) -> str:
    """Day and time of day in London to the second, with its zone, as 2026-07-01 14:05:09 BST: for a log.

    Raises ValueError for a moment without a zone.
    """
    here = _in_london(moment)
    return f"{here:%Y-%m-%d %H:%M:%S} {here.tzname()}"


def end_of_day(day: date) -> datetime:
    """The last moment of a day in London, in UTC."""
    return datetime.combine(day, time.max, LONDON).astimezone(UTC)


def _in_london(moment: datetime) -> datetime:
    # Python would take a moment without a zone for one in the zone of the machine.
    if moment.tzinfo is None:
        raise ValueError("A moment needs a zone: use datetime.now(UTC).")
    return moment.astimezone(LONDON)
