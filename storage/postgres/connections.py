"""Connections to PostgreSQL: one that the statements run on, and a pool of them that no fork inherits."""

from __future__ import annotations

import select
import threading
import weakref
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext

import psycopg
from psycopg.adapt import AdaptersMap
from psycopg.pq import TransactionStatus
from psycopg.types.string import TextLoader

from storage.errors import StoreUnavailable
from storage.forks import SPLIT_OFF, tell_of_forks
from storage.postgres.dialect import translated
from storage.sql.database import Cursor, Parameters

Connection = psycopg.Connection[tuple[object, ...]]

# Of one process. A page needs one for moments; the threads beyond these wait for one.
MOST_CONNECTIONS = 8
# Of those, how many at once may wait for a lock and write: the others are for those who read.
MOST_WRITERS = MOST_CONNECTIONS // 2
# Seconds that somebody waits for a connection.
_PATIENCE = 5
# Where the address does not say otherwise. A server that died behind a firewall is noticed, and the server's own lists
# say whose connection it is.
_USUAL: dict[str, int | str] = {
    "connect_timeout": _PATIENCE,
    "keepalives_idle": 30,
    "keepalives_interval": 10,
    "keepalives_count": 3,
    "application_name": "check",
}

_ADAPTERS = AdaptersMap(psycopg.adapters)
# Rows as one value of JSON are read where SQLite's are.
_ADAPTERS.register_loader("json", TextLoader)


class Session:
    """A connection as `storage.sql` uses it."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def execute(self, sql: str, parameters: Parameters = (), /) -> Cursor:
        """Run one statement of `storage.sql`."""
        return self._connection.execute(translated(sql).encode(), parameters)

    def begin(self, statements: str) -> None:
        """Begin a transaction with these statements, in one go."""
        self._connection.execute(statements.encode())

    def commit(self) -> None:
        """Keep what was written. Raises psycopg's errors."""
        if self._connection.info.transaction_status == TransactionStatus.INERROR:
            raise psycopg.InternalError("a statement of this transaction had failed")
        self._connection.commit()


def connect(url: str) -> Connection:
    """A connection of one's own. Raises psycopg's errors."""
    return psycopg.connect(psycopg.conninfo.make_conninfo(url, **_given(url)), autocommit=True, context=_ADAPTERS)


def _given(url: str) -> dict[str, int | str]:
    try:
        said = psycopg.conninfo.conninfo_to_dict(url)
    except psycopg.ProgrammingError:
        # Not its own words: they hold the address, and so the password.
        raise StoreUnavailable(
            "CHECK_STORE cannot be read as an address. In a password, write @ as %40, / as %2F and a space as %20."
        ) from None
    return {name: value for name, value in _USUAL.items() if name not in said}


class Pool:
    """Lends each connection to one thread at a time; makes one when none is idle, so that it heals at once.

    Two processes on one connection would read each other's answers: so the idle ones are closed before a fork.
    """

    def __init__(self, url: str) -> None:
        self._url = url
        self._idle: list[Connection] = []
        self._refusal: str | None = None
        self._begin()
        tell_of_forks(self)
        weakref.finalize(self, _close_all, self._idle)

    def _begin(self) -> None:
        self._changing = threading.Lock()
        self._places = threading.BoundedSemaphore(MOST_CONNECTIONS)
        self._writers = threading.BoundedSemaphore(MOST_WRITERS)
        self._lent = 0

    @contextmanager
    def lend(self, *, to_write: bool = False) -> Iterator[Connection]:
        """A connection that works, for this thread. Raises psycopg's errors, and StoreUnavailable."""
        with _place(self._writers) if to_write else nullcontext(), _place(self._places):
            connection = self._take()
            try:
                yield connection
            finally:
                self._give_back(connection)

    def close(self) -> None:
        """Close the idle connections now and the lent ones as they come back; lend no more."""
        with self._changing:
            self._refusal = "The store is closed. Open it again to go on."
            self._close_idle()

    @property
    def closed(self) -> bool:
        """Whether it lends no more."""
        return self._refusal is not None

    def _take(self) -> Connection:
        with self._changing:
            if self._refusal:
                raise StoreUnavailable(self._refusal)
            self._lent += 1
            while self._idle:
                connection = self._idle.pop()
                if not _hung_up(connection):
                    return connection
                connection.close()
        try:
            return connect(self._url)
        except BaseException:
            with self._changing:
                self._lent -= 1
            raise

    def _give_back(self, connection: Connection) -> None:
        with self._changing:
            self._lent -= 1
            # One that could not even roll back is not lent again.
            if self._refusal or connection.info.transaction_status != TransactionStatus.IDLE:
                connection.close()
            else:
                self._idle.append(connection)

    def _close_idle(self) -> None:
        _close_all(self._idle)

    def before_fork(self) -> None:
        """Close the idle ones; none is lent or taken back until the fork is done."""
        self._changing.acquire()
        self._close_idle()

    def after_fork_in_parent(self) -> None:
        """Go on."""
        self._changing.release()

    def after_fork_in_child(self) -> None:
        """Go on, with locks that no vanished thread holds; what such a thread had borrowed is never used."""
        if self._lent:
            self._refusal = SPLIT_OFF
        self._begin()


@contextmanager
def _place(places: threading.BoundedSemaphore) -> Iterator[None]:
    if not places.acquire(timeout=_PATIENCE):
        raise StoreUnavailable("Many wait for the database, and nothing moves. See what holds it (pg_locks).")
    try:
        yield
    finally:
        places.release()


def _close_all(connections: list[Connection]) -> None:
    while connections:
        connections.pop().close()


def _hung_up(connection: Connection) -> bool:
    """Whether the server has closed it, as when it was started again: then there is something to read, its farewell."""
    if connection.closed:
        return True
    poll = select.poll()
    poll.register(connection.pgconn.socket, select.POLLIN | select.POLLHUP | select.POLLERR)
    return bool(poll.poll(0))
