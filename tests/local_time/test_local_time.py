"""The day and the time in London, through the hours of several years."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest

from local_time import end_of_day, london_day, london_time
from usecases.settings import ROOT

HOUR = timedelta(hours=1)


def last_sunday(year: int, month: int) -> datetime:
    """01:00 UTC on the last Sunday of a month of 31 days: when the clocks change (S.I. 2002 No. 262)."""
    last = datetime(year, month, 31, 1, tzinfo=UTC)
    return last - timedelta(days=(last.weekday() + 1) % 7)


def hours(year: int) -> Iterator[datetime]:
    """Every full hour of a year."""
    at = datetime(year, 1, 1, tzinfo=UTC)
    while at.year == year:
        yield at
        at += HOUR


@pytest.mark.parametrize("year", [2026, 2027, 2028])
def test_every_hour_of_a_year_has_its_day_and_time(year: int) -> None:
    for at in hours(year):
        summer = last_sunday(year, 3) <= at < last_sunday(year, 10)
        there = at + HOUR if summer else at
        assert london_day(at) == date(there.year, there.month, there.day)
        assert london_time(at) == f"{there.hour:02}:00 {'BST' if summer else 'GMT'}"


@pytest.mark.parametrize("year", [2026, 2027, 2028])
def test_a_day_ends_where_the_next_begins(year: int) -> None:
    days = {london_day(at) for at in hours(year)}
    assert len(days) == (366 if year == 2028 else 365)
    for day in days:
        end = end_of_day(day)
        assert end.tzinfo is UTC
        assert london_day(end) == day
        assert london_day(end + timedelta(microseconds=1)) == day + timedelta(days=1)


def test_the_hour_that_comes_twice_is_told_apart() -> None:
    first = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert [london_time(first), london_time(first + HOUR)] == ["01:30 BST", "01:30 GMT"]


def test_the_zone_of_the_moment_does_not_matter() -> None:
    at = datetime(2026, 6, 30, 23, 30, tzinfo=UTC)
    there = at.astimezone(tz=None)
    assert (london_day(there), london_time(there)) == (date(2026, 7, 1), "00:30 BST")


@pytest.mark.parametrize("reads", [london_day, london_time])
def test_a_moment_without_a_zone_is_refused(reads: type) -> None:
    with pytest.raises(ValueError, match="zone"):
        reads(datetime(2026, 7, 1))


def test_the_zone_is_known_where_the_system_has_no_time_zones() -> None:
    code = "import local_time, datetime as d; print(local_time.london_time(d.datetime(2026, 7, 1, tzinfo=d.UTC)))"
    told = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env={**os.environ, "PYTHONTZPATH": ""},
        capture_output=True,
        text=True,
        check=True,
    )
    assert told.stdout == "01:00 BST\n"
