"""The threads of a process that want to write, in line: one writes, and not all threads may wait."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic

from sqlcipher3 import dbapi2

from storage.errors import StoreUnavailable

# So many threads may wait for as long as they like, even if nothing moves. The site has more threads than these
# (scripts/gunicorn_conf.py), so that pages and /health are still answered.
MOST_WAITING = 16
# Seconds after which a turn counts as stuck, as when another program holds the database. Most take milliseconds.
STUCK = 0.25


class Writers:
    """Gives one thread at a time its turn to write.

    Without it the threads would ask SQLite again and again, and sleep for milliseconds between.
    """

    def __init__(self) -> None:
        self._line = threading.Condition()
        self._waiting = 0
        self._busy = False
        # When the line last moved, and whether the turn after that came to nothing: then it has not moved since.
        self._since = 0.0
        self._failed = False

    @property
    def waiting(self) -> int:
        """How many threads are in line."""
        return self._waiting

    @contextmanager
    def turn(self, seconds: float) -> Iterator[None]:
        """Wait for this thread's turn; SQLite itself says then who of all processes may write.

        Raises StoreUnavailable after so many seconds, and at once where nothing moves and enough threads wait.
        """
        self._wait(monotonic() + seconds)
        failed = False
        try:
            yield
        except dbapi2.OperationalError:
            failed = True
            raise
        finally:
            with self._line:
                self._busy, self._failed = False, failed and self._waiting > 0
                self._line.notify()

    def _wait(self, until: float) -> None:
        with self._line:
            patient = self._waiting < MOST_WAITING
            self._waiting += 1
            try:
                while self._busy:
                    left = (until if patient else min(until, self._since + STUCK)) - monotonic()
                    if left <= 0:
                        raise StoreUnavailable("Many wait to save, and nothing moves. See what holds the database.")
                    self._line.wait(left)
                self._busy = True
                self._since = self._since if self._failed else monotonic()
            finally:
                self._waiting -= 1
