"""The smallest parts of the report, which several sections use."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Row:
    """A name and its value."""

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class Score:
    """A sum with its percentage; `percent` is None where nothing was scored."""

    title: str
    points: int
    most: int
    percent: int | None
