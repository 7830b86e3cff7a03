"""What the statements need of a database: to run one, and to read what it gives."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Protocol

Parameters = Sequence[str | bytes | int | None]


class Cursor(Protocol):
    """What a statement gives: rows, and how many it changed."""

    @property
    def rowcount(self) -> int:
        """How many rows were changed."""

    def fetchone(self) -> Any:
        """The next row; None after the last."""

    def fetchall(self) -> list[Any]:
        """All rows that are left."""

    def __iter__(self) -> Iterator[Any]:
        """Row by row."""


class Database(Protocol):
    """A connection, lent for one transaction or one question. `?` stands for each parameter."""

    def execute(self, sql: str, parameters: Parameters = ..., /) -> Cursor:
        """Run one statement."""
