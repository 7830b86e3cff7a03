"""The store in one encrypted SQLite file."""

from __future__ import annotations

from storage.sqlite.store import SqliteStore

__all__ = ["SqliteStore"]
