"""Connections to PostgreSQL: one that the statements run on, and a pool of them that no fork inherits."""

from __future__ import annotations

import os
import threading
import weakref
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from psycopg.adapt import AdaptersMap
from psycopg.pq import TransactionStatus
from psycopg.types.string import TextLoader
from psycopg_pool import ConnectionPool

from storage.errors import StoreUnavailable
from storage.postgres.dialect import translated
from storage.sql.database import Cursor, Parameters

Connection = psycopg.Connection[tuple[object, ...]]

# Of one process. A page needs one for moments; the threads beyond these wait for one.
MOST_CONNECTIONS = 8
# Seconds. A server that does not answer is given up; one that died behind a firewall is noticed.
_PATIENCE = {"connect_timeout": 5, "keepalives_idle": 30, "keepalives_interval": 10, "keepalives_count": 3}

_ADAPTERS = AdaptersMap(psycopg.adapters)
# Rows as one value of JSON are read where SQLite's are.
_ADAPTERS.register_loader("json", TextLoader)


class Database:
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


def _given(url: str) -> dict[str, int]:
    try:
        said = psycopg.conninfo.conninfo_to_dict(url)
    except psycopg.ProgrammingError:
        # Not its own words: they hold the address, and so the password.
        raise StoreUnavailable(
            "CHECK_STORE cannot be read as an address. In a password, write @ as %40, / as %2F and a space as %20."
        ) from None
    return {name: value for name, value in _PATIENCE.items() if name not in said}


class Pool:
    """Lends each connection to one thread at a time. A process opens its own at its first question.

    Two processes on one connection would read each other's answers: so all are closed before a fork.
    """

    def __init__(self, url: str) -> None:
        self._url = url
        self._changing = threading.Lock()
        self._open: ConnectionPool[Connection] | None = None
        self._closed = False
        _POOLS.add(self)

    @contextmanager
    def lend(self) -> Iterator[Connection]:
        """A connection that works, for this thread. Raises psycopg's errors, and StoreUnavailable after `close`."""
        with self._opened().connection() as connection:
            yield connection

    def close(self) -> None:
        """Close the idle connections now and the lent ones as they come back; lend no more."""
        with self._changing:
            self._closed = True
            self._close()

    def _opened(self) -> ConnectionPool[Connection]:
        with self._changing:
            if self._closed:
                raise StoreUnavailable("The store is closed. Open it again to go on.")
            if self._open is None:
                self._open = ConnectionPool(
                    self._url,
                    kwargs={"autocommit": True, "context": _ADAPTERS, **_given(self._url)},
                    min_size=1,
                    max_size=MOST_CONNECTIONS,
                    # One that the server closed, as when it was started again, is replaced.
                    check=ConnectionPool.check_connection,
                    timeout=_PATIENCE["connect_timeout"],
                    num_workers=1,
                    open=True,
                )
            return self._open

    def _close(self) -> None:
        if self._open is not None:
            self._open.close()
            self._open = None

    def before_fork(self) -> None:
        """Close all, and open none until the fork is done."""
        self._changing.acquire()
        self._close()

    def after_fork(self) -> None:
        """Go on; in the child, what a vanished thread had borrowed is never used."""
        self._changing.release()


_POOLS: weakref.WeakSet[Pool] = weakref.WeakSet()
_forked: list[Pool] = []


def _before() -> None:
    _forked[:] = _POOLS
    for pool in _forked:
        pool.before_fork()


def _after() -> None:
    for pool in _forked:
        pool.after_fork()
    _forked.clear()


os.register_at_fork(before=_before, after_in_parent=_after, after_in_child=_after)
