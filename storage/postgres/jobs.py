"""The queue of print jobs in the same database: a schema of its own, whose tables huey makes."""

from __future__ import annotations

from storage.postgres.connections import Connection, connect

SCHEMA = "jobs"


def connect_to_jobs(url: str) -> Connection:
    """A connection on which the queue's tables are found. Raises psycopg's errors."""
    connection = connect(url)
    connection.execute(f"set search_path to {SCHEMA}".encode())
    return connection
