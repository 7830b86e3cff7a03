"""The store in a PostgreSQL database. Nothing of it is imported unless the setting CHECK_STORE names one."""

from __future__ import annotations

from storage.postgres.store import PostgresStore

__all__ = ["PostgresStore"]
