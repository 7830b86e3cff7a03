"""Connections to the encrypted file: how one is opened, and a pool of them that outlives forks."""

from __future__ import annotations

import logging
import os
import secrets
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import TypeVar

from sqlcipher3 import dbapi2
from sqlite_utils import Database

from storage.errors import StoreUnavailable
from storage.forks import SPLIT_OFF, tell_of_forks
from storage.keys import Keys, give_to_service, sync_folder
from storage.sqlite.next_writer import wait_at_most
from storage.sqlite.writers import Writers

Found = TypeVar("Found")
_LOG = logging.getLogger(__name__)

# After these SQLCipher refuses everything else on the same connection.
_SPOILS = (dbapi2.SQLITE_NOTADB, dbapi2.SQLITE_CORRUPT)

# How long a fork waits for saves under way; longer than a save waits for a lock.
_FORK_PATIENCE = 30.0

# synchronous: kill -9 loses nothing even with NORMAL, as the system still holds what was written. FULL also syncs
# the log at each commit, so that what the owner was told is saved survives a power cut; it costs half a
# millisecond or a few on a save, which no person feels, and nothing on a read.
# secure_delete: deleted data is overwritten with zeros, not only unlinked.
PRAGMAS = (
    "journal_mode = wal",
    "synchronous = full",
    "foreign_keys = on",
    "secure_delete = on",
    "trusted_schema = off",
)


def unlock(connection: dbapi2.Connection, key: bytes) -> None:
    """Give the raw key; a passphrase would cost a third of a second for each connection."""
    # A wrong key becomes an exception with a message; SQLCipher's own lines on stderr would only repeat it.
    connection.execute("pragma cipher_log_level = none")
    connection.execute(f"pragma key = \"x'{key.hex()}'\"")


def connect(path: Path, key: bytes, busy_seconds: float) -> Database:
    """Open the file, which must exist; raises sqlcipher's errors."""
    # Autocommit: transactions begin where we say. Any thread: the pool lends to one at a time.
    connection = dbapi2.connect(
        f"{path.absolute().as_uri()}?mode=rw",
        uri=True,
        isolation_level=None,
        check_same_thread=False,
    )
    try:
        wait_at_most(connection, busy_seconds)
        unlock(connection, key)
        for pragma in PRAGMAS:
            connection.execute(f"pragma {pragma}")
        return Database(connection, execute_plugins=False)
    except BaseException:
        connection.close()
        raise


def connect_with_any(path: Path, keys: Keys, busy_seconds: float) -> Database:
    """Open the file with whichever of the keys opens it; raises sqlcipher's errors, and KeyRefused."""
    tried: set[bytes] = set()
    while True:
        # Read once more when all have failed: a key file may have been put in place between two looks.
        new = [key for key in keys() if key not in tried]
        for key in new:
            tried.add(key)
            try:
                return connect(path, key, busy_seconds)
            except dbapi2.DatabaseError as error:
                refused = error
                if not of_another_key(error):
                    raise
        if not new:
            raise refused


def of_another_key(error: dbapi2.Error) -> bool:
    """Whether a database cannot be read under the key of this connection, as after a change of key."""
    return bool(_primary_code(error) == dbapi2.SQLITE_NOTADB)


def _primary_code(error: dbapi2.Error) -> int:
    code: int = getattr(error, "sqlite_errorcode", 0)
    return code & 0xFF


def create(path: Path, prepare: Callable[[Path], None]) -> None:
    """Make a database where there is none: it appears whole and ready, or not at all.

    Two processes that start together would otherwise each write the first page, each with its own salt.
    Raises OSError.
    """
    draft = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    try:
        os.close(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        give_to_service(draft)
        prepare(draft)
        os.link(draft, path)
        sync_folder(path.parent)
    except FileExistsError:
        pass  # another process was first, and its database is as good
    finally:
        for suffix in ("", "-wal", "-shm"):
            Path(f"{draft}{suffix}").unlink(missing_ok=True)


def _close_spoilt(lent: list[Database], error: dbapi2.DatabaseError) -> None:
    if lent and _primary_code(error) in _SPOILS:
        lent.pop().close()


class Pool:
    """Lends each connection to one thread at a time, and closes all of them around a fork.

    SQLite's locks belong to a process: a child that went on with its parent's connections, or opened the file while
    it inherits any, could corrupt it. So a fork waits until none is lent, and both sides open new ones.
    """

    def __init__(self, opener: Callable[[], Database]) -> None:
        self._opener = opener
        self._begin()
        self._idle: list[Database] = []
        self._lent = 0
        self._forking = False
        self._refusal: str | None = None
        tell_of_forks(self)

    def _begin(self) -> None:
        self._changing = threading.RLock()
        self._changed = threading.Condition(self._changing)
        self._writers = Writers()

    def turn(self, seconds: float) -> AbstractContextManager[None]:
        """Wait for this thread's turn to write, for a limited time. Raises StoreUnavailable."""
        return self._writers.turn(seconds)

    @contextmanager
    def lend(self, begin: Callable[[Database], object] = lambda _: None) -> Iterator[Database]:
        """A connection for this thread, idle or new, on which `begin` has been done.

        A connection from before a change of the key fails there, and is replaced by a new one.
        """
        lent = [self._take()]
        try:
            self._begun(lent, begin)
            yield lent[0]
        except dbapi2.DatabaseError as error:
            _close_spoilt(lent, error)
            raise
        finally:
            self._give_back(lent[0] if lent else None)

    def ask(self, question: Callable[[Database], Found]) -> Found:
        """What the database answers to one question. As `lend` but quicker: most of what is read is read so."""
        lent = [self._take()]
        try:
            return self._begun(lent, question)
        except dbapi2.DatabaseError as error:
            _close_spoilt(lent, error)
            raise
        finally:
            self._give_back(lent[0] if lent else None)

    def _begun(self, lent: list[Database], begin: Callable[[Database], Found]) -> Found:
        """What `begin` gives on the connection that is lent, or on a new one in its place."""
        try:
            return begin(lent[0])
        except dbapi2.DatabaseError as error:
            if not of_another_key(error):
                raise
        lent.pop().close()
        self._forget_idle()
        lent.append(self._opener())
        found = begin(lent[0])
        _LOG.warning("the key of the database was changed; the new one is used from now on")
        return found

    def close(self) -> None:
        """Close the idle connections now and the lent ones as they come back; lend no more."""
        with self._changing:
            self._refusal = "The store is closed. Open it again to go on."
            self._close_idle()

    def _take(self) -> Database:
        with self._changing:
            if self._forking:
                self._changed.wait_for(lambda: not self._forking)
            if self._refusal:
                raise StoreUnavailable(self._refusal)
            self._lent += 1
            if self._idle:
                return self._idle.pop()
        try:
            return self._opener()
        except BaseException:
            self._give_back(None)
            raise

    def _give_back(self, db: Database | None) -> None:
        with self._changing:
            self._lent -= 1
            if db is not None:
                self._keep(db)
            if self._refusal:
                self._close_idle()
            if self._forking:
                self._changed.notify_all()

    def _keep(self, db: Database) -> None:
        # One that could not even roll back is not lent again.
        if db.conn.in_transaction:
            db.close()
        else:
            self._idle.append(db)

    def _forget_idle(self) -> None:
        with self._changing:
            self._close_idle()

    def _close_idle(self) -> None:
        while self._idle:
            self._idle.pop().close()

    def before_fork(self) -> None:
        """Stop lending, wait for the lent connections, close all; the lock stays held over the fork."""
        self._changed.acquire()
        self._forking = True
        self._changed.wait_for(lambda: self._lent == 0, _FORK_PATIENCE)
        self._close_idle()

    def after_fork_in_parent(self) -> None:
        """Lend again."""
        self._forking = False
        self._changed.notify_all()
        self._changed.release()

    def after_fork_in_child(self) -> None:
        """Start again, with locks that no vanished thread holds or waits for."""
        self._begin()
        self._forking = False
        if self._lent:
            self._refusal = SPLIT_OFF
