"""The processes that write to one database take turns: SQLite keeps no queue, and lets in whoever asks just in time.

A process that saves again and again leaves the others hardly such a moment, and on a slow disk none in seconds.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from fcntl import LOCK_EX
from itertools import chain, repeat
from pathlib import Path
from sqlite3 import Connection
from time import monotonic, sleep

from storage.keys import give_to_service
from storage.sqlite.in_use import lock

# Seconds between two looks at a lock: most saves are over within a millisecond or two. SQLite's own pauses grow to a
# tenth of a second, in which nobody would write.
_FIRST_PAUSES, _PAUSE = (0.0001,) * 20, 0.001


def wait_at_most(connection: Connection, seconds: float) -> None:
    """How long the connection waits from now on for what others have locked."""
    connection.set_busy_handler(_Patience(seconds))  # type: ignore[attr-defined]


class _Patience:
    def __init__(self, seconds: float) -> None:
        self._seconds = seconds

    def __call__(self, times: int) -> bool:
        """Whether to ask once more, after so many times."""
        if times == 0:
            self._paused = _pauses(monotonic() + self._seconds)
        return next(self._paused)


@contextmanager
def next_writer(path: Path, until: float) -> Iterator[None]:
    """Be the process that writes next: the others do not begin meanwhile, so who writes now is the last before.

    It is waited for until the clock (`monotonic`) says `until`. Afterwards SQLite is asked all the same: a program
    that stands still while it is next, or one that does not take turns, keeps nobody for longer.
    """
    turn, paused = _open(path.with_name(f"{path.name}-turn")), _pauses(until)
    try:
        while turn is not None and not lock(turn, LOCK_EX) and next(paused):
            pass
        yield
    finally:
        if turn is not None:
            os.close(turn)


def _open(file: Path) -> int | None:
    # Opened each time: a descriptor that is kept would be shared, and its lock with it, by a process split off.
    try:
        return os.open(file, os.O_RDWR)
    except FileNotFoundError:
        return _make(file)
    except OSError:
        return None


def _make(file: Path) -> int | None:
    try:
        os.close(os.open(file, os.O_RDWR | os.O_CREAT, 0o600))
        give_to_service(file)
        return os.open(file, os.O_RDWR)
    except OSError:
        return None  # a disk that is full, or read-only: SQLite itself says what is wrong with it


def _pauses(until: float) -> Iterator[bool]:
    """Pauses each time, and gives whether it is not yet `until`."""
    for pause in chain(_FIRST_PAUSES, repeat(_PAUSE)):
        sleep(pause)
        yield monotonic() < until
