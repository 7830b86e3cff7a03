"""A fresh store for each test, and for each kind of store: what is tested here any store must do."""

from __future__ import annotations

import inspect
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest

from storage.postgres import PostgresStore
from storage.sealing import Seal
from storage.sqlite import SqliteStore, connections
from storage.store import Store
from tests.postgres_cluster import emptied, made_database

KEY = bytes(range(32))
# It waits only shortly for a lock.
BUSY = 0.2
STORES = ("sqlite", "postgres")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run a test of a store with each kind; one that says SqliteStore, or looks at `path`, with that alone."""
    if "store" not in metafunc.fixturenames:
        return
    asked = inspect.signature(metafunc.function).parameters
    about_sqlite = "path" in asked or ("store" in asked and asked["store"].annotation == "SqliteStore")
    metafunc.parametrize("store", STORES[:1] if about_sqlite else STORES, indirect=True)


@pytest.fixture
def in_the_open(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without keys, the same libraries and the same code keep plain pages and plain values, which a test can search."""
    monkeypatch.setattr(connections, "unlock", lambda connection, key: None)
    monkeypatch.setattr(Seal, "close", lambda _, value, *__: value.encode() if isinstance(value, str) else value)
    monkeypatch.setattr(Seal, "open", lambda _, sealed, *__: bytes(sealed))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the SQLite database of this test is."""
    return tmp_path / "store" / "place.db"


@pytest.fixture(scope="session")
def new_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with all tables and nothing in them, to be copied: that is quicker than making one."""
    made = tmp_path_factory.mktemp("new") / "new.db"
    SqliteStore(made, KEY).close()
    return made


@dataclass
class Postgres:
    """A PostgreSQL database with all tables, its store, and another connection to it."""

    url: str
    store: PostgresStore
    beside: psycopg.Connection[tuple[object, ...]]


@pytest.fixture(scope="session")
def one_postgres(postgres_server: str) -> Iterator[Postgres]:
    """One for all tests: opening a store takes longer than most of them."""
    url = made_database(postgres_server, "contract")
    with psycopg.connect(url, autocommit=True) as beside:
        made = Postgres(url, PostgresStore(url, KEY), beside)
        yield made
        made.store.close()


@pytest.fixture
def postgres(one_postgres: Postgres) -> Postgres:
    """A PostgreSQL database with nothing in its tables."""
    emptied(one_postgres.beside)
    if one_postgres.store._pool.closed:
        one_postgres.store = PostgresStore(one_postgres.url, KEY)
    return one_postgres


@pytest.fixture
def store(request: pytest.FixtureRequest) -> Iterator[Store]:
    """A store with nothing in it."""
    if request.param == "postgres":
        yield request.getfixturevalue("postgres").store
        return
    path = request.getfixturevalue("path")
    path.parent.mkdir()
    shutil.copy(request.getfixturevalue("new_file"), path)
    path.chmod(0o600)
    made = SqliteStore(path, KEY, busy_seconds=BUSY)
    yield made
    made.close()
