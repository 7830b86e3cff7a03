"""Days as people in the UK write them."""

from __future__ import annotations

from datetime import date, datetime

# Not strftime: its month names follow the machine's locale, and the same input must give the same print everywhere.
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def long_date(day: date) -> str:
    """A day in words: 22 November 2026. Raises TypeError for a moment: its day depends on the place."""
    _refuse_moment(day)
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def short_date(day: date) -> str:
    """A day for a narrow column: 22 Nov 2026. Raises TypeError for a moment."""
    _refuse_moment(day)
    return f"{day.day} {MONTHS[day.month - 1][:3]} {day.year}"


def _refuse_moment(day: date) -> None:
    if isinstance(day, datetime):
        raise TypeError("A moment is no day: write the day of local_time.london_day.")
