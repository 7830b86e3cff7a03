"""Counters that all processes of the site share, for Prometheus: numbers by name, and nothing else.

Each process adds in a row of its own, so none waits for another, and none that is killed leaves a lock behind. The rows
are in memory that is shared over the fork.
"""

from __future__ import annotations

import mmap
import os
import struct
from collections.abc import Iterator
from threading import Lock

NAMES = (
    *("requests_2xx", "requests_3xx", "requests_4xx", "requests_5xx", "request_milliseconds"),
    *("event_started", "event_signed_in", "event_shared", "event_share_withdrawn"),
    *("event_sign_in_failed", "event_second_step_failed", "event_code_refused"),
    *("event_limit_reached", "event_refused", "event_out_of_reach"),
)
_ROWS, _CELL = 256, struct.Struct("<Q")
_ROW = len(NAMES) * _CELL.size


class Counters:
    """Numbers that only grow, until the site is started again."""

    def __init__(self) -> None:
        self._memory = mmap.mmap(-1, _ROWS * _ROW)
        self._places = {name: at * _CELL.size for at, name in enumerate(NAMES)}
        self._lock = Lock()
        os.register_at_fork(after_in_child=self._unlock)

    def add(self, name: str, number: int = 1) -> None:
        """Count one or more."""
        at = os.getpid() % _ROWS * _ROW + self._places[name]
        with self._lock:
            (before,) = _CELL.unpack_from(self._memory, at)
            _CELL.pack_into(self._memory, at, before + number)

    def totals(self) -> Iterator[tuple[str, int]]:
        """Each name with its sum over all processes."""
        for name, place in self._places.items():
            yield name, sum(_CELL.unpack_from(self._memory, row * _ROW + place)[0] for row in range(_ROWS))

    def _unlock(self) -> None:
        # A thread that is not there in the child may have held it.
        self._lock = Lock()


COUNTERS = Counters()


def as_prometheus() -> str:
    """All counters in Prometheus's text format (version 0.0.4)."""
    lines = []
    for name, number in COUNTERS.totals():
        lines += [f"# TYPE check_{name}_total counter", f"check_{name}_total {number}"]
    return "\n".join(lines) + "\n"
