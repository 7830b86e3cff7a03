"""Paths of the bundled data, and its attribution."""

from __future__ import annotations

from functools import cache
from pathlib import Path

DATA = Path(__file__).parent / "data"


@cache
def attribution() -> tuple[str, ...]:
    """The licence statement of the postcode data, line by line: users must be able to see it.

    Raises OSError where the file is missing.
    """
    return tuple((DATA / "ATTRIBUTION.txt").read_text(encoding="utf-8").splitlines())


def table(name: str) -> list[str]:
    """The rows of one of the postcode tables as text, header off. None of them quotes a cell.

    Raises OSError where the file is missing.
    """
    return (DATA / name).read_text(encoding="utf-8").splitlines()[1:]
