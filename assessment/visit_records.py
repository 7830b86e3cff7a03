"""What an adviser writes down on a visit beside the remarks on questions: findings, and the diary."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Literal

Importance = Literal["high", "medium", "low"]
# The three steps, the most pressing first.
IMPORTANCE: Mapping[Importance, str] = MappingProxyType(
    {"high": "Act now", "medium": "Put right soon", "low": "Worth improving"}
)


@dataclass(frozen=True, slots=True)
class Finding:
    """Something seen on a visit: how pressing it is, and who in the business will put it right by which day."""

    text: str
    importance: Importance
    person: str = ""
    due: date | None = None
    question: str | None = None


@dataclass(frozen=True, slots=True)
class DiaryEntry:
    """One day on which the adviser was there, who else was, and for how many minutes."""

    day: date
    present: str
    minutes: int | None = None
    note: str = ""


def by_importance(findings: Mapping[str, Finding]) -> dict[str, Finding]:
    """The findings by their ids, the most pressing first, otherwise in the order in which they were written."""
    steps = list(IMPORTANCE)
    return dict(sorted(findings.items(), key=lambda pair: steps.index(pair[1].importance)))
