"""Changes the key of a database that may be in use: every page is written again in one transaction."""

from __future__ import annotations

from pathlib import Path
from time import monotonic

from sqlcipher3 import dbapi2

from storage.errors import StoreUnavailable
from storage.sqlite.connections import connect, of_another_key
from storage.sqlite.in_use import shared
from storage.sqlite.next_writer import next_writer, wait_at_most
from storage.sqlite.sqlite_errors import translated_errors

_BUSY_SECONDS = 30.0
# How often the log is asked to be cut, and for how many seconds each time; readers hold it for moments.
_CUTS = 50
_CUT_SECONDS = 0.1


def rekey(path: Path, old: bytes, new: bytes) -> bool:
    """Encrypt the whole database under the new key; False where it is under that already.

    Readers go on meanwhile and savers wait. Stopped at any moment, it is under the one key or the other, whole. It
    needs as much free space as the database has, until the end. Raises StoreUnavailable.
    """
    with shared(path), translated_errors():
        try:
            db = connect(path, old, _BUSY_SECONDS)
        except dbapi2.DatabaseError as error:
            if not of_another_key(error):
                raise
            connect(path, new, _BUSY_SECONDS).close()
            return False
        try:
            with next_writer(path, monotonic() + _BUSY_SECONDS):
                (answer,) = db.execute(f"pragma rekey = \"x'{new.hex()}'\"").fetchone() or ("",)
        finally:
            db.close()
        if answer != "ok":
            raise StoreUnavailable("The key was not changed. Check the disk and its space, then run this again.")
        _clean_log(path, new)
    return True


def _clean_log(path: Path, key: bytes) -> None:
    """Leave nothing in the log that the old key could read."""
    db = connect(path, key, _BUSY_SECONDS)
    try:
        wait_at_most(db.conn, _CUT_SECONDS)
        for _ in range(_CUTS):
            with next_writer(path, monotonic() + _BUSY_SECONDS):
                (busy, *_rest) = db.execute("pragma wal_checkpoint(truncate)").fetchone()
            if not busy:
                break
    finally:
        db.close()
