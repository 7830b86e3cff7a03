"""The line of threads that want to write: one at a time, and where nothing moves not all of them wait."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Event, Thread
from time import monotonic, sleep

import pytest
from sqlcipher3 import dbapi2

from storage.errors import StoreUnavailable
from storage.sqlite import SqliteStore, connected
from storage.sqlite import writers as module
from storage.sqlite.connections import connect
from storage.sqlite.next_writer import next_writer
from storage.sqlite.writers import MOST_WAITING, Writers

LONG = 30.0


def together(count: int, act: Callable[[], None]) -> list[Thread]:
    threads = [Thread(target=act, daemon=True) for _ in range(count)]
    for thread in threads:
        thread.start()
    return threads


def attempts(store: SqliteStore) -> int:
    return store.attempts_since("bucket", datetime.now(UTC) - timedelta(hours=1))


def until(reached: Callable[[], bool]) -> None:
    end = monotonic() + LONG
    while not reached():
        assert monotonic() < end, "it never came to that"
        sleep(0.005)


def test_one_writes_at_a_time_and_everyone_comes_to_it() -> None:
    line, inside, most, done = Writers(), [], [0], []

    def write() -> None:
        with line.turn(LONG):
            inside.append(1)
            most[0] = max(most[0], len(inside))
            sleep(0.001)
            inside.pop()
        done.append(1)

    # Many more than may wait where nothing moves: each turn is short, so none is refused.
    for thread in together(4 * MOST_WAITING, write):
        thread.join(LONG)
    assert (most[0], len(done)) == (1, 4 * MOST_WAITING)


def test_where_nothing_moves_as_many_wait_as_may_and_the_others_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "STUCK", 0.05)
    line, over, wrote, refused = Writers(), Event(), list[int](), list[int]()

    def write() -> None:
        try:
            with line.turn(LONG):
                over.wait(LONG)
                wrote.append(1)
        except StoreUnavailable:
            refused.append(1)

    threads = together(1 + MOST_WAITING + 7, write)
    until(lambda: len(refused) == 7)
    assert (len(wrote), len(refused)) == (0, 7)
    over.set()
    for thread in threads:
        thread.join(LONG)
    assert (len(wrote), len(refused)) == (1 + MOST_WAITING, 7)


def test_a_turn_that_came_to_nothing_is_no_move(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = [0.0]
    monkeypatch.setattr(module, "monotonic", lambda: clock[0])
    line, begun, in_line, over, ended = Writers(), Event(), Event(), Event(), list[str]()

    def fail() -> None:
        with suppress(dbapi2.OperationalError), line.turn(LONG):
            begun.set()
            in_line.wait(LONG)
            clock[0] += 2 * module.STUCK
            raise dbapi2.OperationalError("database is locked")

    def hold() -> None:
        with line.turn(LONG):
            ended.append("held")
            over.wait(LONG)

    def come_late() -> None:
        try:
            with line.turn(LONG):
                ended.append("wrote")
        except StoreUnavailable:
            ended.append("refused")

    threads = together(1, fail)
    assert begun.wait(LONG)
    threads += together(MOST_WAITING, hold)
    until(lambda: line.waiting == MOST_WAITING)
    in_line.set()
    until(lambda: ended == ["held"])
    threads += together(1, hold)
    until(lambda: line.waiting == MOST_WAITING)
    # The clock stands still: whoever comes now would wait for ever if the turn that failed counted as a move.
    (late,) = together(1, come_late)
    late.join(LONG)
    assert ended == ["held", "refused"]
    over.set()
    for thread in threads:
        thread.join(LONG)


def test_nobody_waits_for_longer_than_they_said() -> None:
    line = Writers()
    with line.turn(LONG), pytest.raises(StoreUnavailable, match="nothing moves"), line.turn(0.02):
        pass
    with line.turn(0.02):
        pass


def test_a_saver_waits_in_line_and_for_other_programs_no_longer_than_once(tmp_path: Path) -> None:
    """Where another program holds the database, whoever stood in line does not wait as long again at its head."""
    key, patience = bytes(32), 2.0
    store = SqliteStore(tmp_path / "store.db", key, busy_seconds=patience)
    other = connect(tmp_path / "store.db", key, LONG)
    other.execute("begin immediate")
    waited: list[float] = []

    def save() -> None:
        begun = monotonic()
        with suppress(StoreUnavailable):
            store.note_attempt("bucket", datetime.now(UTC))
        waited.append(monotonic() - begun)

    # The first takes the whole time at the head of the line, so the second comes to it when its time is nearly over.
    (first,) = together(1, save)
    until(lambda: store._pool._writers._busy)
    sleep(patience / 10)
    for thread in (first, *together(1, save)):
        thread.join(LONG)
    assert max(waited) < 1.5 * patience
    other.rollback()
    store.note_attempt("bucket", datetime.now(UTC))
    other.close()
    store.close()


def test_a_process_that_saves_again_and_again_keeps_no_other_waiting(tmp_path: Path) -> None:
    """Each gets its turn after the one that is under way, as one process has its threads take turns."""
    busy, patient = (SqliteStore(tmp_path / "store.db", bytes(32), busy_seconds=LONG) for _ in range(2))
    turns, over = [0], Event()

    def save_for_ever() -> None:
        while not over.is_set():
            with busy._writing():
                turns[0] += 1
                sleep(0.02)

    (saver,) = together(1, save_for_ever)
    missed = []
    for _ in range(10):
        before = turns[0]
        until(lambda: turns[0] > before)  # noqa: B023 - asked at once
        before = turns[0]
        patient.note_attempt("bucket", datetime.now(UTC))
        missed.append(turns[0] - before)
    over.set()
    saver.join(LONG)
    assert max(missed) <= 2
    busy.close()
    patient.close()


def test_a_turn_that_is_not_given_back_keeps_nobody_for_ever(tmp_path: Path) -> None:
    """As where a process is stopped while it is next, and the database itself is free."""
    path = tmp_path / "store.db"
    store = SqliteStore(path, bytes(32), busy_seconds=0.2)
    with next_writer(path, monotonic()):
        store.note_attempt("bucket", datetime.now(UTC))
        assert attempts(store) == 1
    store.close()


def test_where_no_turns_can_be_taken_sqlite_itself_is_asked(tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    path.with_name("store.db-turn").mkdir()
    store = SqliteStore(path, bytes(32), busy_seconds=0.2)
    with connect(path, bytes(32), LONG).conn as other:
        other.execute("begin immediate")
        with pytest.raises(StoreUnavailable, match="locked by another"):
            store.note_attempt("bucket", datetime.now(UTC))
        other.rollback()
    store.note_attempt("bucket", datetime.now(UTC))
    assert attempts(store) == 1
    other.close()
    store.close()


def test_a_connection_is_given_back_with_the_patience_that_it_had(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As after a log that was cleaned, for which nobody waits long, and a save whose time was nearly over."""
    given: list[float] = []
    monkeypatch.setattr(connected, "wait_at_most", lambda _, seconds: given.append(seconds))
    store = SqliteStore(tmp_path / "store.db", bytes(32), busy_seconds=LONG)
    for act in (store.clean_log, store.check):
        given.clear()
        act()
        (during, afterwards) = given
        assert during < afterwards == LONG
    store.close()
