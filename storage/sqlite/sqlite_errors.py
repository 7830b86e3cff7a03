"""SQLite's errors as the store's own, with what happened and what to do."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlcipher3 import dbapi2

from storage.errors import Damaged, StoreError, StoreUnavailable

_UNAVAILABLE = {
    dbapi2.SQLITE_BUSY: "The database is locked by another program. Try again; if it stays, see what holds it.",
    dbapi2.SQLITE_LOCKED: "The database is locked by this program. Try again; if it stays locked, restart it.",
    dbapi2.SQLITE_FULL: "The disk is full. Free some space; nothing that was saved before is lost.",
    dbapi2.SQLITE_READONLY: "The database is read-only. Let this program write to its file and its folder.",
    dbapi2.SQLITE_CANTOPEN: "The database file cannot be opened. Check its path, and who may write to its folder.",
    dbapi2.SQLITE_PERM: "The database may not be used. Let this program write to its file and its folder.",
    dbapi2.SQLITE_IOERR: "The disk failed to read or write, or is full. Check it and its space, then start again.",
    dbapi2.SQLITE_NOTADB: (
        "The key does not open the database. Give the key that it was made with; "
        "if it is the right one, the file is damaged: restore a back-up."
    ),
    dbapi2.SQLITE_CORRUPT: "The database is damaged. Restore a back-up: flask store restore FILE --replace",
    dbapi2.SQLITE_NOMEM: "There is no memory left for the database. Free some, then start again.",
}


@contextmanager
def translated_errors() -> Iterator[None]:
    """Raise StoreUnavailable where the database does not work, and StoreError where it refuses what it is given."""
    try:
        yield
    except dbapi2.Error as error:
        raise translated(error) from error


def translated(error: dbapi2.Error) -> StoreError:
    """The store's own error for one of SQLite's: Damaged, StoreUnavailable or StoreError."""
    # The low byte is the primary code; the rest only refines it.
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code == dbapi2.SQLITE_CORRUPT:
        return Damaged(_UNAVAILABLE[code])
    if code in _UNAVAILABLE:
        return StoreUnavailable(_UNAVAILABLE[code])
    return StoreError(f"The database refused: {error}. Nothing was kept; report it as a bug.")
