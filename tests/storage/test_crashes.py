"""Killed processes, several processes, threads and forks: nothing acknowledged is lost."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from assessment.answers import Answer
from storage.errors import StoreUnavailable
from storage.sqlite import SqliteStore, connections
from storage.sqlite.connections import connect
from tests.storage.conftest import KEY
from tests.storage.place import NOW, Place, furnish

FORK = multiprocessing.get_context("fork")
ROOT = Path(__file__).parents[2]
# Saves pairs of answers for ever, and says each number only after its save has returned.
WRITER = """
import sys
from pathlib import Path
from assessment.answers import Answer
from storage.sqlite import SqliteStore
from tests.storage.conftest import KEY
from tests.storage.place import NOW
store = SqliteStore(Path(sys.argv[1]), KEY)
number = 0
while True:
    number += 1
    said = Answer("1", note=f"{number} " * 300)
    store.save_answers(sys.argv[2], sys.argv[3], {f"left-{number % 50}": said, f"right-{number % 50}": said}, NOW)
    print(number, flush=True)
"""


def intact(path: Path) -> None:
    """Every page, index and reference is in order."""
    db = connect(path, KEY, 0)
    assert db.execute("pragma integrity_check").fetchall() == [("ok",)]
    assert db.execute("pragma cipher_integrity_check").fetchall() == []
    assert db.execute("pragma foreign_key_check").fetchall() == []
    db.close()


@pytest.mark.parametrize("saves", [1, 7, 60, 400])
def test_kill_9_loses_nothing_acknowledged(store: SqliteStore, path: Path, saves: int) -> None:
    place = furnish(store)
    store.close()
    arguments = [str(path), place.workspace.id, place.assessment.id]
    with subprocess.Popen(
        [sys.executable, "-c", WRITER, *arguments], stdout=subprocess.PIPE, text=True, cwd=ROOT
    ) as writer:
        assert writer.stdout
        for _ in range(saves):
            writer.stdout.readline()
        writer.send_signal(signal.SIGKILL)
        acknowledged = [saves, *(int(line) for line in writer.stdout if line.endswith("\n"))][-1]
    assert writer.returncode == -signal.SIGKILL
    again = SqliteStore(path, KEY)
    answers = again.answers(place.assessment.id)
    for number in range(max(1, acknowledged - 49), acknowledged + 1):
        found = answers[f"left-{number % 50}"]
        # The one after the last acknowledged may have been saved as well, but never half of it.
        assert int(found.note.split()[0]) in {
            number,
            *([acknowledged + 1] if number % 50 == (acknowledged + 1) % 50 else []),
        }
        assert answers[f"right-{number % 50}"] == found
    again.check()
    again.close()
    intact(path)


def _save_many(path: Path, place: Place, name: str) -> None:
    store = SqliteStore(path, KEY)
    for number in range(100):
        store.save_answers(
            place.workspace.id, place.assessment.id, {f"{name}-{number}": Answer("1"), "same": Answer("2")}, NOW
        )
    store.close()


def test_two_processes_write_at_once(store: SqliteStore, path: Path) -> None:
    place = furnish(store)
    run_all([(_save_many, (path, place, name)) for name in ("one", "other")])
    assert len(store.answers(place.assessment.id)) == 203
    intact(path)


def _start(path: Path, number: int) -> None:
    store = SqliteStore(path, KEY)
    store.begin_workspace(b"%d" % number, NOW)
    store.close()


def test_many_processes_start_on_nothing_at_once(path: Path) -> None:
    path.parent.mkdir()
    run_all([(_start, (path, number)) for number in range(8)])
    store = SqliteStore(path, KEY)
    assert all(store.find_workspace(b"%d" % number, NOW) for number in range(8))
    store.close()
    assert sorted(path.parent.iterdir()) == [path, path.with_name(f"{path.name}-turn")]
    intact(path)


def test_many_threads_write_at_once(store: SqliteStore, path: Path) -> None:
    place = furnish(store)
    patient = SqliteStore(path, KEY)

    def save(name: int) -> None:
        for number in range(25):
            patient.save_answers(place.workspace.id, place.assessment.id, {f"{name}-{number}": Answer("1")}, NOW)

    threads = [threading.Thread(target=save, args=(name,)) for name in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(patient.answers(place.assessment.id)) == 202
    patient.close()


def test_a_fork_shares_no_connection(store: SqliteStore, path: Path) -> None:
    place = furnish(store)
    patient = SqliteStore(path, KEY)
    patient.check()

    def child(name: str) -> None:
        assert not _open_files(path)
        for number in range(50):
            patient.save_answers(place.workspace.id, place.assessment.id, {f"{name}-{number}": Answer("1")}, NOW)
        assert _open_files(path)

    run_all([(child, (name,)) for name in ("one", "other")])
    from_parent = {f"parent-{number}": Answer("2") for number in range(3)}
    patient.save_answers(place.workspace.id, place.assessment.id, from_parent, NOW)
    assert len(patient.answers(place.assessment.id)) == 105
    patient.close()
    intact(path)


def test_a_fork_waits_for_saves_under_way(store: SqliteStore) -> None:
    begun, go_on = threading.Event(), threading.Event()

    def save() -> None:
        with store._writing() as db:
            begun.set()
            go_on.wait(5)
            db.execute("insert into banks values ('slow', '{}')")

    thread = threading.Thread(target=save)
    thread.start()
    begun.wait(5)
    threading.Timer(0.2, go_on.set).start()

    def child() -> None:
        assert store.bank_document("slow") == "{}"

    run_all([(child, ())])
    thread.join()


def test_a_child_split_off_mid_save_is_refused(store: SqliteStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connections, "_FORK_PATIENCE", 0.01)

    def child() -> None:
        with pytest.raises(StoreUnavailable, match="Start it again"):
            store.check()

    with store._writing():
        run_all([(child, ())])
    store.check()


def _open_files(path: Path) -> list[str]:
    links = Path("/proc/self/fd")
    return [os.readlink(link) for link in links.iterdir() if link.is_symlink() and str(path) in os.readlink(link)]


def run_all(calls: list[tuple[Callable[..., None], tuple[object, ...]]]) -> None:
    """Each call in a forked process of its own, all at once; a failure in one fails the test."""
    processes = [FORK.Process(target=function, args=arguments) for function, arguments in calls]
    for process in processes:
        process.start()
    for process in processes:
        process.join(60)
    assert [process.exitcode for process in processes] == [0] * len(processes)
