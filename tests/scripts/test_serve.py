"""./run without its set-up: the site and its worker start together, end together, and say what is wrong."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from time import monotonic, sleep
from urllib.request import urlopen

import pytest

from storage.keys import make_key_file
from usecases.settings import ROOT

Settings = dict[str, str]


@pytest.fixture
def free() -> Settings:
    """A port that nobody uses."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return {"CHECK_PORT": str(listener.getsockname()[1])}


@pytest.fixture
def place(tmp_path: Path, free: Settings) -> Settings:
    """A data folder with keys, and a port."""
    for name in ("store.key", "secret.key"):
        make_key_file(tmp_path / name)
    return {**free, "CHECK_DATA": str(tmp_path)}


@contextmanager
def starting(settings: Settings) -> Iterator[subprocess.Popen[str]]:
    """The command under way; ended with all that it started, whatever the test does."""
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("CHECK_", "FLASK_"))}
    with subprocess.Popen(
        [sys.executable, "-m", "scripts.serve"],
        cwd=ROOT,
        env=environment | settings,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        try:
            yield process
        finally:
            process.terminate()


@contextmanager
def up(settings: Settings) -> Iterator[subprocess.Popen[str]]:
    """The site, once it has said that it is there."""
    with starting(settings) as process:
        assert process.stdout is not None
        assert f"http://127.0.0.1:{settings['CHECK_PORT']} " in process.stdout.readline(), process.communicate()[1]
        yield process


def refused(settings: Settings) -> str:
    """What a start that fails says; nothing goes to standard output."""
    with starting(settings) as process:
        said, wrong = process.communicate(timeout=60)
    assert (process.returncode, said) == (1, "")
    assert "Traceback" not in wrong
    return wrong


def children(pid: int) -> dict[int, str]:
    """The commands of all processes below one, by their ids."""
    found: dict[int, str] = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            parent = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
            command = (folder / "cmdline").read_text().replace("\0", " ")
        except (FileNotFoundError, ProcessLookupError):
            continue
        if parent == pid:
            found |= {int(folder.name): command, **children(int(folder.name))}
    return found


def gone(pids: list[int]) -> bool:
    """Whether all of these processes end within a few seconds."""
    until = monotonic() + 5
    while left := [pid for pid in pids if Path(f"/proc/{pid}").exists()]:
        if monotonic() > until:
            return not left
        sleep(0.05)
    return True


def of(name: str, below: dict[int, str]) -> int:
    """The first of the processes whose command holds a name: the parent of the others like it."""
    return min(pid for pid, command in below.items() if name in command)


@pytest.mark.parametrize("way", [signal.SIGINT, signal.SIGTERM])
def test_one_signal_ends_all_of_it(place: Settings, way: signal.Signals) -> None:
    with up(place) as process:
        with urlopen(f"http://127.0.0.1:{place['CHECK_PORT']}/ready", timeout=10) as answer:
            assert answer.status == 200
        below = children(process.pid)
        assert of("gunicorn", below)
        assert of("huey", below)
        process.send_signal(way)
        assert process.wait(30) == 0
        assert gone(list(below))


@pytest.mark.parametrize(("killed", "name"), [("gunicorn", "site"), ("huey", "worker")])
def test_when_one_dies_the_other_is_stopped(place: Settings, killed: str, name: str) -> None:
    with up(place) as process:
        below = children(process.pid)
        os.kill(of(killed, below), signal.SIGKILL)
        _, wrong = process.communicate(timeout=30)
        assert process.returncode == 1
        assert f"The {name} ended unexpectedly (code -9)" in wrong
        assert gone(list(below))


def test_no_database_stays_open_over_the_fork(place: Settings) -> None:
    """The process that loaded the site has closed the store before its workers split off.

    The folder stays open: the lock on it says that the store is in use.
    """
    with up(place) as process:
        parent = of("gunicorn", children(process.pid))
        opened = [os.readlink(each) for each in Path(f"/proc/{parent}/fd").iterdir()]
        assert not [path for path in opened if path.startswith(f"{place['CHECK_DATA']}/")]


def test_no_answer_over_the_wire_names_the_server(place: Settings) -> None:
    """Seen on the connection itself: the test client never meets what serves the site."""
    with up({**place, "CHECK_WORKER": "0"}):
        for line in ("GET / HTTP/1.1", "GET /static/app.css HTTP/1.1", "GET /nowhere HTTP/1.1", "nonsense"):
            with socket.create_connection(("127.0.0.1", int(place["CHECK_PORT"])), timeout=10) as wire:
                wire.sendall(f"{line}\r\nHost: localhost\r\nConnection: close\r\n\r\n".encode())
                head = b"".join(iter(partial(wire.recv, 65536), b"")).partition(b"\r\n\r\n")[0].lower()
            assert head.startswith(b"http/1.1"), line
            assert b"gunicorn" not in head, line
            assert not [each for each in head.split(b"\r\n") if each.startswith((b"server:", b"x-powered-by:"))], line


def test_without_a_worker_only_the_site_runs(place: Settings) -> None:
    with up({**place, "CHECK_WORKER": "0"}) as process:
        assert not [command for command in children(process.pid).values() if "huey" in command]


def test_a_port_in_use_is_said(place: Settings) -> None:
    with socket.create_server(("127.0.0.1", int(place["CHECK_PORT"]))):
        assert "Address already in use" in refused(place)


def test_a_site_that_cannot_start_says_why(place: Settings) -> None:
    assert "nowhere.csv" in refused({**place, "CHECK_CONTACTS": "nowhere.csv"})


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("CHECK_PORT", "http"),
        ("CHECK_PORT", "0"),
        ("CHECK_THREADS", "0"),
        ("CHECK_PROCESSES", "-1"),
        ("CHECK_HOST", "no address"),
        ("CHECK_WORKER", "perhaps"),
    ],
)
def test_a_setting_that_cannot_be_used_is_named(free: Settings, name: str, value: str) -> None:
    assert name in refused({**free, name: value})


def test_debug_is_refused_where_others_reach_it(free: Settings) -> None:
    assert "FLASK_DEBUG" in refused({**free, "FLASK_DEBUG": "1", "CHECK_HOST": "0.0.0.0"})
