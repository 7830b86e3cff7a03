"""What the statements need of a database: to run one, to read what it gives, and to seal what people say."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Protocol

from storage.sealing import Vault

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


class Runs(Protocol):
    """A connection that runs statements. `?` stands for each parameter."""

    def execute(self, sql: str, parameters: Parameters = ..., /) -> Cursor:
        """Run one statement."""


class Database:
    """A connection, lent for one transaction, and the vault with which its rows are sealed and opened."""

    __slots__ = ("execute", "vault")

    def __init__(self, connection: Runs, vault: Vault) -> None:
        """Take both."""
        self.execute = connection.execute
        self.vault = vault
