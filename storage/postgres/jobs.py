"""The queue of print jobs in the same database: a schema of its own, whose tables huey makes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager

from storage.postgres.connections import Connection, connect
from storage.postgres.postgres_errors import translated_errors

SCHEMA = "jobs"
# The number of the lock under which schema and tables are made.
_MAKING = 7_301_000_003


def connect_to_jobs(url: str) -> Connection:
    """A connection on which the queue's tables are found. Raises psycopg's errors."""
    connection = connect(url)
    connection.execute(f"set search_path to {SCHEMA}".encode())
    return connection


@contextmanager
def making_tables(url: str) -> Iterator[None]:
    """Let huey make its tables meanwhile, where they are not there, and no other process.

    A back-up may leave the schema out, so it is made here where a step once made it. Raises StoreUnavailable.
    """
    with translated_errors(), closing(connect(url)) as connection:
        with _alone(connection):
            if connection.execute("select to_regnamespace(%s)", (SCHEMA,)).fetchone() == (None,):
                connection.execute(f"create schema {SCHEMA}".encode())
        with _alone(connection):
            yield


@contextmanager
def _alone(connection: Connection) -> Iterator[None]:
    with connection.transaction():
        connection.execute(f"select pg_advisory_xact_lock({_MAKING})".encode())
        yield
