"""PostgreSQL's errors as the store's own, with what happened and what to do. None of its messages is passed on where
it could hold a password."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from psycopg import errors

from storage.errors import Damaged, StoreError, StoreUnavailable

_UNAVAILABLE: tuple[tuple[type[Exception] | tuple[type[Exception], ...], str], ...] = (
    (
        (errors.LockNotAvailable, errors.DeadlockDetected, errors.SerializationFailure, errors.QueryCanceled),
        "The database is locked by others. Try again; if it stays so, see what holds it (pg_locks).",
    ),
    (
        (errors.DiskFull, errors.OutOfMemory),
        "The database server has no space or memory left. Nothing saved is lost.",
    ),
    (
        errors.ReadOnlySqlTransaction,
        "The database is read-only. CHECK_STORE needs the primary server, no standby.",
    ),
    (
        (errors.InsufficientPrivilege, errors.InvalidAuthorizationSpecification, errors.InvalidPassword),
        "The database refuses this user. Check user and password in CHECK_STORE, and that the user owns the database.",
    ),
    (errors.InvalidCatalogName, "There is no database of this name. Make it as docs/operators.md says."),
    (
        (errors.TooManyConnections, errors.CannotConnectNow),
        "The database server takes no more connections now. Raise its max_connections, or wait until it has started.",
    ),
)
_GONE = "The database server cannot be reached. Check CHECK_STORE, and whether the server runs; then try again."


@contextmanager
def translated_errors() -> Iterator[None]:
    """Raise StoreUnavailable where the database does not work, and StoreError where it refuses what it is given."""
    try:
        yield
    except psycopg.Error as error:
        raise _translated(error) from error


def _translated(error: psycopg.Error) -> StoreError:
    if isinstance(error, errors.DataCorrupted | errors.IndexCorrupted):
        return Damaged("The database is damaged. Restore a back-up: docs/operators.md, PostgreSQL")
    for kinds, words in _UNAVAILABLE:
        if isinstance(error, kinds):
            return StoreUnavailable(words)
    if isinstance(error, psycopg.OperationalError | psycopg.InterfaceError):
        return StoreUnavailable(_GONE)
    return StoreError(f"The database refused: {error}. Nothing was kept; report it as a bug.")
