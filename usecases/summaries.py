"""Keeps what finished assessments and their plans say: each is evaluated once in a process until its plan changes."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from datetime import datetime
from threading import Lock

from reports.places.place_facts import PlaceFacts

# An assessment, when the newest visit to it was signed, as the levels agreed on there count, and when its plan changed
# last, None for what it said when it was finished.
Key = tuple[str, datetime | None, datetime | None]

# Enough for a few chains at once, of some kilobytes each.
MOST_KEPT = 2000


class SummaryCache:
    """The facts of the assessments that were asked for last."""

    def __init__(self, most: int = MOST_KEPT) -> None:
        self._most = most
        self._kept: OrderedDict[Key, PlaceFacts] = OrderedDict()
        self._lock = Lock()

    def get(self, key: Key, compute: Callable[[], PlaceFacts]) -> PlaceFacts:
        """The facts of a finished assessment, computed only where they are not kept."""
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
        found = compute()
        with self._lock:
            self._kept[key] = found
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)
        return found
