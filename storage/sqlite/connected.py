"""The encrypted file behind the statements: reading it, and writing in one transaction."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from time import monotonic

from sqlcipher3 import dbapi2
from sqlite_utils import Database as Connection

from storage.errors import StoreUnavailable
from storage.keys import Keys
from storage.sealing import Vault
from storage.sql import rows
from storage.sql.base import Base, run
from storage.sql.database import Database, Parameters
from storage.sqlite.connections import Pool, connect, connect_with_any, create
from storage.sqlite.in_use import hold
from storage.sqlite.next_writer import next_writer, wait_at_most
from storage.sqlite.pages import count_pages, damaged_pages
from storage.sqlite.schema import migrate, step_names
from storage.sqlite.sqlite_errors import translated, translated_errors
from storage.steps import refuse_newer

# Seconds: somebody who deletes a workspace waits for them.
_LOG_PATIENCE = 0.5


class Connected(Base):
    """The pool of connections to one encrypted file, and how it is used."""

    def __init__(self, path: Path, key: bytes | Keys, *, busy_seconds: float = 5.0) -> None:
        """Open the database, making it if it is not there, and bring its tables up to date.

        A writer waits `busy_seconds` for all others. Raises StoreUnavailable, also for a wrong key. Where the key is
        given as a function, it is asked again whenever the database no longer opens: a change of key needs no restart.
        """
        self._busy_seconds = busy_seconds
        keys = (lambda: (key,)) if isinstance(key, bytes) else key
        self._path, self._keys = path, keys
        self._vault = Vault(keys)
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
            create(path, partial(_prepare, key=keys()[0], vault=self._vault))
        if path.is_file() and path.stat().st_size == 0:
            raise StoreUnavailable(
                f"The database {path} is an empty file. Restore a back-up, or remove it to begin afresh."
            )
        with self._pool.lend() as db:
            migrate(db, self._vault, partial(self._begin, until=monotonic() + self._busy_seconds))

    def close(self) -> None:
        """Let go of the database; afterwards everything raises StoreUnavailable."""
        with translated_errors():
            self._pool.close()
        self._let_go()

    def check(self) -> None:
        """See SiteStore."""
        refuse_newer((name for (name,) in self._rows("select name from _sqlite_migrations", ())), step_names())
        with self._writing() as db:
            # A commit that changes nothing would not reach the disk; setting the number that is there does.
            db.execute("pragma user_version = 0")

    def clean_log(self) -> bool:
        """See SiteStore. The log is written into the file and cut to nothing; readers are waited for only shortly."""
        until = monotonic() + min(_LOG_PATIENCE, self._busy_seconds)
        with translated_errors(), self._pool.lend() as db, self._next(db, until):
            (busy, *_) = db.execute("pragma wal_checkpoint(truncate)").fetchone()
        return not busy

    def count_pages(self) -> int:
        """See SiteStore."""
        with _file_errors():
            return count_pages(self._path)

    def damaged_pages(self, numbers: Sequence[int]) -> tuple[int, ...]:
        """See SiteStore."""
        with _file_errors():
            return damaged_pages(self._path, self._keys(), numbers)

    @contextmanager
    def _writing(self, _of: str | None = None) -> Iterator[Database]:
        # The file has one writer at a time, whatever it writes.
        until = monotonic() + self._busy_seconds
        begin = partial(self._begin, until=until)
        with translated_errors(), self._pool.turn(self._busy_seconds), self._pool.lend(begin) as db:
            try:
                yield Database(db, self._vault)
                db.commit()
            except BaseException:
                db.rollback()
                raise

    def _begin(self, db: Connection, until: float) -> None:
        """Begin to write; other programs are waited for as long as is left of this saver's time."""
        with self._next(db, until):
            # Immediate: a transaction that reads first and writes later could not wait its turn.
            db.execute("begin immediate")

    @contextmanager
    def _next(self, db: Connection, until: float) -> Iterator[None]:
        """Let no other process begin to write; whatever is locked is waited for until then, and no longer."""
        with next_writer(self._path, until):
            wait_at_most(db.conn, until - monotonic())
            try:
                yield
            finally:
                wait_at_most(db.conn, self._busy_seconds)

    def _row(self, sql: str, parameters: Parameters) -> rows.Row | None:
        try:
            row: rows.Row | None = self._pool.ask(lambda db: run(db, sql, parameters).fetchone())
        except dbapi2.Error as error:
            raise translated(error) from error
        return row

    def _rows(self, sql: str, parameters: Parameters) -> list[rows.Row]:
        try:
            found: list[rows.Row] = self._pool.ask(lambda db: run(db, sql, parameters).fetchall())
        except dbapi2.Error as error:
            raise translated(error) from error
        return found


def _prepare(path: Path, key: bytes, vault: Vault) -> None:
    db = connect(path, key, busy_seconds=0)
    try:
        migrate(db, vault)
    finally:
        db.close()


@contextmanager
def _file_errors() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise StoreUnavailable(f"The database file cannot be read: {error.strerror}. Check the disk.") from error
