"""The two kinds of store that `bench.growth` fills: one encrypted file, and one PostgreSQL database on a socket."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Protocol

import psycopg
from sqlite_utils import Database

from storage.keys import make_key_file, read_key
from storage.postgres import PostgresStore
from storage.sqlite.connections import connect
from storage.sqlite.store import SqliteStore
from storage.store import Store
from tests.postgres_cluster import made_database, running_cluster

Value = str | bytes | int | None


class Filling(Protocol):
    """A connection on which a store is filled; parameters are written `?`."""

    def run(self, sql: str, parameters: Sequence[Value] = ()) -> Any:
        """Run one statement; gives its cursor."""

    def many(self, sql: str, rows: Iterable[Sequence[Value]]) -> None:
        """Run one statement for each row."""


class Grown(Protocol):
    """A store that grows, and the key of its service."""

    key: bytes

    def open(self) -> Store:
        """The store, as a process of the service opens it."""

    def settings(self) -> Mapping[str, str]:
        """The settings of a site that uses it."""

    def filling(self) -> AbstractContextManager[Filling]:
        """One transaction in which it is filled; afterwards all is on the disk, and known to the planner."""

    def size(self) -> int:
        """Bytes on the disk."""


class _InFile:
    def __init__(self, folder: Path) -> None:
        self._path, self.key = folder / "store.db", _made_key(folder)

    def open(self) -> Store:
        return SqliteStore(self._path, self.key)

    def settings(self) -> Mapping[str, str]:
        return _settings(self._path.parent)

    @contextmanager
    def filling(self) -> Iterator[Filling]:
        with closing(connect(self._path, self.key, 5)) as db:
            # What is filled in need not outlive a power cut, and is not there before.
            db.execute("pragma synchronous = off")
            db.execute("pragma cache_size = -1000000")
            db.execute("begin")
            yield _FileFilling(db)
            db.execute("commit")
            db.execute("pragma wal_checkpoint(truncate)")
        os.sync()

    def size(self) -> int:
        return self._path.stat().st_size


class _FileFilling:
    def __init__(self, db: Database) -> None:
        self._db = db

    def run(self, sql: str, parameters: Sequence[Value] = ()) -> Any:
        return self._db.execute(sql, parameters)

    def many(self, sql: str, rows: Iterable[Sequence[Value]]) -> None:
        self._db.conn.executemany(sql, rows)


class _InPostgres:
    def __init__(self, url: str, folder: Path) -> None:
        self._url, self._folder, self.key = url, folder, _made_key(folder)

    def open(self) -> Store:
        return PostgresStore(self._url, self.key)

    def settings(self) -> Mapping[str, str]:
        return {**_settings(self._folder), "CHECK_STORE": self._url}

    @contextmanager
    def filling(self) -> Iterator[Filling]:
        with psycopg.connect(self._url) as connection:
            yield _PostgresFilling(connection)
        with psycopg.connect(self._url, autocommit=True) as connection:
            # What the server does by itself in a life of months.
            connection.execute("vacuum analyze")
            connection.execute("checkpoint")
        os.sync()

    def size(self) -> int:
        with psycopg.connect(self._url) as connection:
            found = connection.execute("select pg_database_size(current_database())").fetchone()
        assert found is not None
        return int(found[0])


class _PostgresFilling:
    def __init__(self, connection: psycopg.Connection[Any]) -> None:
        self._connection = connection

    def run(self, sql: str, parameters: Sequence[Value] = ()) -> Any:
        return self._connection.execute(_in_its_words(sql), parameters)

    def many(self, sql: str, rows: Iterable[Sequence[Value]]) -> None:
        with self._connection.cursor() as cursor:
            cursor.executemany(_in_its_words(sql), rows)


def _in_its_words(sql: str) -> bytes:
    return sql.replace("?", "%s").encode()


def _made_key(folder: Path) -> bytes:
    for name in ("store.key", "secret.key"):
        make_key_file(folder / name)
    return read_key(folder / "store.key")


def _settings(folder: Path) -> dict[str, str]:
    return {"CHECK_DATA": str(folder), "CHECK_WORKER": "0"}


@contextmanager
def in_file() -> Iterator[Grown]:
    """An encrypted file in a temporary folder."""
    with TemporaryDirectory() as folder:
        yield _InFile(Path(folder))


@contextmanager
def in_postgres() -> Iterator[Grown]:
    """A database of a server of its own on a socket, which waits for the disk as one in use does."""
    with running_cluster(careful=True) as url, TemporaryDirectory() as folder:
        yield _InPostgres(made_database(url, "growth"), Path(folder))


STORES = {"file": in_file, "postgres": in_postgres}
