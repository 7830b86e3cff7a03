"""The base of every part of the SQLite store: reading, and writing in one transaction."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime
from functools import partial
from pathlib import Path
from sqlite3 import Cursor
from time import monotonic

from sqlcipher3 import dbapi2
from sqlite_utils import Database

from storage.errors import NotFound, StoreUnavailable
from storage.sqlite import rows
from storage.sqlite.connections import Keys, Pool, connect, connect_with_any, create
from storage.sqlite.in_use import hold
from storage.sqlite.schema import migrate
from storage.sqlite.sqlite_errors import translated_errors

# Milliseconds: somebody who deletes a workspace waits for them.
_LOG_PATIENCE = 500

Parameters = Sequence[str | bytes | int | None]


class Base:
    """The pool of connections to one encrypted file, and how it is used."""

    def __init__(self, path: Path, key: bytes | Keys, *, busy_seconds: float = 5.0) -> None:
        """Open the database, making it if it is not there, and bring its tables up to date.

        A writer waits `busy_seconds` for all others. Raises StoreUnavailable, also for a wrong key. Where the key is
        given as a function, it is asked again whenever the database no longer opens: a change of key needs no restart.
        """
        self._busy_seconds = busy_seconds
        keys = (lambda: (key,)) if isinstance(key, bytes) else key
        self._path, self._keys = path, keys
        self._pool = Pool(partial(connect_with_any, path, keys, busy_seconds))
        try:
            self._let_go = hold(self, path)
            with translated_errors():
                self._open(path, keys)
        except OSError as error:
            raise StoreUnavailable(
                f"The database {path} cannot be made or opened: {error.strerror}. "
                "Check its path, and let this program write to its folder."
            ) from error

    def _open(self, path: Path, keys: Keys) -> None:
        if not path.exists():
            create(path, partial(_prepare, key=keys()[0]))
        if path.is_file() and path.stat().st_size == 0:
            raise StoreUnavailable(
                f"The database {path} is an empty file. Restore a back-up, or remove it to begin afresh."
            )
        with self._pool.lend() as db:
            migrate(db)

    def close(self) -> None:
        """Let go of the database; afterwards everything raises StoreUnavailable."""
        with translated_errors():
            self._pool.close()
        self._let_go()

    def clean_log(self) -> bool:
        """See SiteStore. The log is written into the file and cut to nothing; readers are waited for only shortly."""
        with translated_errors(), self._pool.lend() as db:
            db.execute(f"pragma busy_timeout = {min(_LOG_PATIENCE, int(self._busy_seconds * 1000))}")
            try:
                (busy, *_) = db.execute("pragma wal_checkpoint(truncate)").fetchone()
            finally:
                db.execute(f"pragma busy_timeout = {int(self._busy_seconds * 1000)}")
        return not busy

    def _clean_after_deletion(self) -> None:
        """Clean the log. What was deleted is deleted, whatever comes of this: the worker tries again every minute."""
        with suppress(StoreUnavailable):
            self.clean_log()

    @contextmanager
    def _writing(self) -> Iterator[Database]:
        """One transaction: all that is written inside is kept, or none."""
        until = monotonic() + self._busy_seconds
        begin = partial(self._begin, until=until)
        with translated_errors(), self._pool.turn(self._busy_seconds), self._pool.lend(begin) as db:
            try:
                yield db
                db.commit()
            except BaseException:
                db.rollback()
                raise

    def _begin(self, db: Database, until: float) -> None:
        """Begin to write; other programs are waited for as long as is left of this saver's time."""
        db.execute(f"pragma busy_timeout = {max(1, int((until - monotonic()) * 1000))}")
        try:
            # Immediate: a transaction that reads first and writes later could not wait its turn.
            db.execute("begin immediate")
        finally:
            with suppress(dbapi2.Error):  # one that could not be read is not lent again
                db.execute(f"pragma busy_timeout = {int(self._busy_seconds * 1000)}")

    def _row(self, sql: str, parameters: Parameters) -> rows.Row | None:
        with translated_errors():
            row: rows.Row | None = self._pool.ask(lambda db: run(db, sql, parameters).fetchone())
            return row

    def _rows(self, sql: str, parameters: Parameters) -> list[rows.Row]:
        with translated_errors():
            found: list[rows.Row] = self._pool.ask(lambda db: run(db, sql, parameters).fetchall())
            return found


def _prepare(path: Path, key: bytes) -> None:
    db = connect(path, key, busy_seconds=0)
    try:
        migrate(db)
    finally:
        db.close()


def run(db: Database, sql: str, parameters: Parameters) -> Cursor:
    """Run one statement; text is cleaned, as hostile text may be in an identifier just as in a note."""
    return db.execute(sql, [rows.clean(each) if isinstance(each, str) else each for each in parameters])


def insert(db: Database, table: str, names: str, row: Sequence[str | bytes | int | None]) -> None:
    """Insert one row, whose values are in the order of these column names."""
    places = ", ".join("?" * len(row))
    run(db, f"insert into {table} ({names}) values ({places})", row)


def update_one(db: Database, thing: str, sql: str, parameters: Parameters) -> None:
    """Run an update of one row; NotFound where there is no such row."""
    if run(db, sql, parameters).rowcount == 0:
        raise not_found(thing)


def touch(db: Database, workspace_id: str, now: datetime) -> None:
    """Note that someone was here, so that the workspace is not deleted as forgotten. NotFound."""
    values = (rows.to_time(now), workspace_id)
    update_one(db, "workspace", "update workspaces set touched = ? where id = ?", values)


def must_own(db: Database, workspace_id: str, assessment_id: str | None = None) -> None:
    """NotFound for an unknown workspace, and for an assessment that is not this workspace's."""
    if not run(db, "select 1 from workspaces where id = ?", (workspace_id,)).fetchone():
        raise not_found("workspace")
    own = "select 1 from assessments where id = ? and workspace_id = ?"
    if assessment_id is not None and not run(db, own, (assessment_id, workspace_id)).fetchone():
        raise not_found("assessment")


def not_found(thing: str) -> NotFound:
    """One wording for missing things and for things of another workspace."""
    return NotFound(f"There is no such {thing} in this workspace. Go back to its list and choose again.")


def no_account() -> NotFound:
    """One wording for an account, or what belongs to it, that is not there or not in the state for this."""
    return NotFound("There is no such account in this state. Look at the team again.")
