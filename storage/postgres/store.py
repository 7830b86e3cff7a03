"""The PostgreSQL store: all of its parts in one class."""

from __future__ import annotations

from storage.postgres.connected import Connected
from storage.sql.store import Statements


class PostgresStore(Connected, Statements):
    """A Store in one PostgreSQL database, for any number of machines."""
