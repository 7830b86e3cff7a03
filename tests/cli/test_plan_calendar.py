"""The calendar of a file: the file that was saved last wins, and places without a reference never share an event."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import PROFILE, Run
from tests.reports import taken
from usecases.services import Services

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
ADD = "add 'reference: ' and a name of its own for this place, to have a later calendar replace this one's days."
STAMPS = ("sequence", "dtstamp", "last-modified")


def saved(path: Path, text: str, at: datetime = NOON) -> Path:
    """A file that was saved at this moment."""
    path.write_text(text, encoding="utf-8")
    os.utime(path, (at.timestamp(), at.timestamp()))
    return path


def place(level: int, day: str = "2026-11-22", reference: str = "reference: TRY-1\n") -> str:
    return f"{PROFILE}{reference}date: {day}\nanswers: {{security-lead: {level}, deputy-decision-maker: 1}}\n"


def events(run: Run, path: Path) -> dict[str, Any]:
    """The events of the calendar by their ids."""
    said = run("plan", path, "--ics", "-")
    assert said.code == 0
    return {str(event["uid"]): event for event in taken.calendar(said.raw).walk("VEVENT")}


def numbers(event: Any) -> list[Any]:
    """What calendars compare."""
    return [event["sequence"], *(event[name].dt for name in STAMPS[1:])]


def test_the_second_plan_of_a_day_wins(run: Run, tmp_path: Path) -> None:
    first = events(run, saved(tmp_path / "first.yaml", place(1)))
    second = events(run, saved(tmp_path / "second.yaml", place(2), NOON + MINUTE))
    assert first.keys() == second.keys()
    assert [uid for uid in first if first[uid]["description"] != second[uid]["description"]]
    for uid in first:
        assert all(before < after for before, after in zip(numbers(first[uid]), numbers(second[uid]), strict=True))


def test_the_file_that_was_saved_last_wins_whatever_its_day(run: Run, tmp_path: Path) -> None:
    first = events(run, saved(tmp_path / "first.yaml", place(1, "2027-06-01")))
    second = events(run, saved(tmp_path / "second.yaml", place(2, "2026-11-22"), NOON + MINUTE))
    assert max(event["sequence"] for event in first.values()) < min(event["sequence"] for event in second.values())


def test_the_same_file_gives_the_same_bytes_and_never_undoes_a_newer_one(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old, new = saved(tmp_path / "old.yaml", place(1)), saved(tmp_path / "new.yaml", place(2), NOON + MINUTE)
    before = run("plan", old, "--ics", "-").raw
    newest = min(event["sequence"] for event in events(run, new).values())
    for at in (NOON, NOON + 400 * 24 * 60 * MINUTE):
        monkeypatch.setattr(Services, "now", lambda _, at=at: at)
        assert run("plan", old, "--ics", "-").raw == before
        assert all(event["sequence"] < newest for event in events(run, old).values())


def test_it_wins_over_calendars_that_counted_days(run: Run, tmp_path: Path) -> None:
    counted_days = 2_517
    made = events(run, saved(tmp_path / "first.yaml", place(1)))
    assert all(counted_days < event["sequence"] < 2**31 for event in made.values())


@pytest.mark.parametrize("reference", ["", "reference: No reference\n"])
def test_places_without_a_reference_share_no_event(run: Run, tmp_path: Path, reference: str) -> None:
    cafe = saved(tmp_path / "cafe.yaml", place(1, reference=reference))
    # The same profile: nothing but an answer tells the two apart.
    pub = saved(tmp_path / "pub.yaml", place(2, reference=reference))
    assert not events(run, cafe).keys() & events(run, pub).keys()
    assert run("plan", cafe, "--ics", "-").err == f"{cafe}: {ADD}\n"
    assert run("plan", cafe, "--csv", "-").err == ""


def test_a_place_with_a_reference_is_told_nothing(run: Run, tmp_path: Path) -> None:
    assert run("plan", saved(tmp_path / "cafe.yaml", place(1)), "--ics", "-").err == ""


def test_a_file_from_before_the_first_number_is_no_error(run: Run, tmp_path: Path) -> None:
    path = saved(tmp_path / "old.yaml", place(1), datetime(1980, 1, 1, tzinfo=UTC))
    assert {event["sequence"] for event in events(run, path).values()} == {0}
