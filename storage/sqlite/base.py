"""What every part of the SQLite store stands on: reading, and writing in one transaction."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from functools import partial
from pathlib import Path
from sqlite3 import Cursor

from sqlite_utils import Database

from storage.errors import NotFound, StoreUnavailable
from storage.migrations import migrate
from storage.sqlite import rows
from storage.sqlite.connections import Pool, connect, create
from storage.sqlite.faults import in_our_words

Parameters = Sequence[str | bytes | int | None]


class Base:
    """The pool of connections to one encrypted file, and how it is used."""

    def __init__(self, path: Path, key: bytes, *, busy_seconds: float = 5.0) -> None:
        """Open the database, making it if it is not there, and bring its tables up to date.

        A writer waits `busy_seconds` for another. Raises StoreUnavailable, also for a wrong key.
        """
        self._busy_seconds = busy_seconds
        self._pool = Pool(partial(connect, path, key, busy_seconds))
        try:
            with in_our_words():
                self._open(path, key)
        except OSError as error:
            raise StoreUnavailable(
                f"The database {path} cannot be made or opened: {error.strerror}. "
                "Check its path, and let this program write to its folder."
            ) from error

    def _open(self, path: Path, key: bytes) -> None:
        if not path.exists():
            create(path, partial(_prepare, key=key))
        if path.is_file() and path.stat().st_size == 0:
            raise StoreUnavailable(
                f"The database {path} is an empty file. Restore a back-up, or remove it to begin afresh."
            )
        with self._pool.lend() as db:
            migrate(db)

    def close(self) -> None:
        """Let go of the database; afterwards everything raises StoreUnavailable."""
        with in_our_words():
            self._pool.close()

    @contextmanager
    def _writing(self) -> Iterator[Database]:
        """One transaction: all that is written inside is kept, or none."""
        with in_our_words(), self._pool.turn(self._busy_seconds), self._pool.lend() as db:
            # Immediate: a transaction that reads first and writes later could not wait its turn.
            db.execute("begin immediate")
            try:
                yield db
                db.commit()
            except BaseException:
                db.rollback()
                raise

    def _row(self, sql: str, parameters: Parameters) -> rows.Row | None:
        with in_our_words(), self._pool.lend() as db:
            row: rows.Row | None = run(db, sql, parameters).fetchone()
            return row

    def _rows(self, sql: str, parameters: Parameters) -> list[rows.Row]:
        with in_our_words(), self._pool.lend() as db:
            found: list[rows.Row] = run(db, sql, parameters).fetchall()
            return found


def _prepare(path: Path, key: bytes) -> None:
    db = connect(path, key, busy_seconds=0)
    try:
        migrate(db)
    finally:
        db.close()


def run(db: Database, sql: str, parameters: Parameters) -> Cursor:
    """Run one statement; text is cleaned, as hostile text may be in an identifier just as in a note."""
    return db.execute(sql, [rows.clean(one) if isinstance(one, str) else one for one in parameters])


def must_change(db: Database, thing: str, sql: str, parameters: Parameters) -> None:
    """Run an update of one row; NotFound where there is no such row."""
    if run(db, sql, parameters).rowcount == 0:
        raise not_found(thing)


def touch(db: Database, workspace_id: str, now: datetime) -> None:
    """Somebody was here, so that the workspace is not deleted as forgotten. NotFound."""
    must_change(
        db,
        "workspace",
        "update workspaces set touched = ? where id = ?",
        (rows.to_time(now), workspace_id),
    )


def not_found(thing: str) -> NotFound:
    """One wording for what is missing and what is somebody else's."""
    return NotFound(f"There is no such {thing} in this workspace. Go back to its list and choose again.")
