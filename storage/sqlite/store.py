"""The SQLite store: all of its parts in one class."""

from __future__ import annotations

from storage.sql.store import Statements
from storage.sqlite.connected import Connected


class SqliteStore(Connected, Statements):
    """A Store in one encrypted file, for any number of threads and processes of one machine."""
