"""Limits in memory: full buckets say so until their window is over, and what is remembered has a bound."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from usecases.traffic import Traffic

WINDOW = timedelta(minutes=15)


class Clock:
    """A clock that a test moves."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 27, 9, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


def test_a_bucket_is_full_until_its_window_is_over() -> None:
    clock = Clock()
    traffic = Traffic(clock)
    assert [traffic.count("a", 3, WINDOW) for _ in range(5)] == [True] * 3 + [False] * 2
    assert traffic.count("b", 3, WINDOW), "another bucket has a count of its own"
    clock.now += WINDOW - timedelta(seconds=1)
    assert not traffic.count("a", 3, WINDOW)
    clock.now += timedelta(seconds=1)
    assert traffic.count("a", 3, WINDOW)


def test_something_is_done_once() -> None:
    traffic = Traffic(Clock())
    assert [traffic.first_time(each) for each in ("a", "b", "a", "b")] == [True, True, False, False]


def test_a_flood_of_names_takes_no_more_memory_than_the_bound() -> None:
    traffic = Traffic(Clock(), most=100)
    for number in range(1000):
        traffic.count(f"{number}", 1, WINDOW)
        traffic.first_time(f"{number}")
    assert (len(traffic._counts), len(traffic._done)) == (100, 100)
    assert not traffic.count("999", 1, WINDOW), "the newest is remembered"
    assert not traffic.first_time("999")


def test_no_name_is_held_as_it_was_given() -> None:
    traffic = Traffic(Clock())
    traffic.count("start:ABCDE:192.0.2.7", 3, WINDOW)
    traffic.first_time("counted:nonce")
    assert all(b"192" not in name and b"nonce" not in name for name in (*traffic._counts, *traffic._done))
