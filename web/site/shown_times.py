"""Days and times of day as pages write them: of a moment, those in London."""

from __future__ import annotations

from datetime import date, datetime

from local_time import london_day, london_time
from reports.report import dates


def long_date(at: date | datetime) -> str:
    """A day in words, or the day of a moment: 22 November 2026."""
    return dates.long_date(london_day(at) if isinstance(at, datetime) else at)


def short_date(day: date) -> str:
    """A day for a narrow place: 22 Nov 2026."""
    return dates.short_date(day)


def day_and_time(at: datetime) -> str:
    """A moment in words, with the zone: 1 July 2026 at 14:05 BST."""
    return f"{long_date(at)} at {london_time(at)}"
