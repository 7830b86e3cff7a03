"""The figures of a workshop, as they are frozen at its end."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from assessment.board_disclosure import Counts

# Every state of each question that a board has shown, oldest first.
Shown = Mapping[str, tuple[Counts, ...]]


@dataclass(frozen=True, slots=True)
class WorkshopSummary:
    """The figures of a workshop at its end. `bands` and `tiers` are None where fewer than five could be counted."""

    businesses: int
    started: int
    finished: int
    bands: Mapping[str, int] | None
    tiers: Mapping[str, int] | None
    shown: Mapping[str, Counts]
