"""Keeps the figures of workshops' boards for a second, so that many polls cost one computation."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Lock

from assessment.board_disclosure import Counts, HowFar

LASTS = timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class BoardFigures:
    """The figures that a board shows now; `shown` holds the counts of every question that may be shown."""

    how_far: HowFar
    shown: Mapping[str, Counts]


class BoardCache:
    """Keeps the figures of each workshop for a second, so that many boards and quick polls cost one computation."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self._clock = clock
        self._kept: dict[str, tuple[datetime, BoardFigures]] = {}
        self._one_at_a_time = Lock()

    def get(self, workshop_id: str, compute: Callable[[], BoardFigures]) -> BoardFigures:
        """The figures, computed again when those that are kept are a second old."""
        with self._one_at_a_time:
            now = self._clock()
            self._kept = {key: each for key, each in self._kept.items() if now - each[0] < LASTS}
            if workshop_id not in self._kept:
                self._kept[workshop_id] = (now, compute())
            return self._kept[workshop_id][1]
