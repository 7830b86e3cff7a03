"""What a calendar knows a plan by: whose events they are, and how new."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class CalendarEdition:
    """The events of plans with the same `key` are the same events; those of the plan `changed` later are newer."""

    key: str
    changed: datetime
