"""Every method of the store that changes something is one transaction: whichever statement fails, nothing is kept."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import psycopg
import pytest
import sqlite_utils

from storage import sealing
from storage.postgres import connections as postgres_connections
from storage.sql import figures
from storage.sqlite import SqliteStore
from storage.sqlite.connections import connect
from storage.store import Store
from tests.storage.acts_table import CHANGES
from tests.storage.conftest import KEY
from tests.storage.reads_table import READS
from tests.storage.scene import make_scene

Tables = dict[str, Any]


class PowerCut(Exception):  # noqa: N818 - named after what it simulates
    """Raised in place of a statement."""


class Faults:
    """Lets so many statements of the store through, and then fails one; without a number, all pass."""

    def __init__(self) -> None:
        self.left: int | None = None
        self.failed = False

    def arm(self, passing: int | None) -> None:
        """Fail after so many statements from now on."""
        self.left, self.failed = passing, False

    def count(self) -> None:
        """One more statement is about to run."""
        if self.left is None:
            return
        if self.left == 0:
            self.left, self.failed = None, True
            raise PowerCut
        self.left -= 1


@pytest.fixture
def faults(monkeypatch: pytest.MonkeyPatch) -> Faults:
    """Counts every statement and every commit of the store, and can fail one.

    The statements are the same for every kind of store: beside SQLite it is enough to fail each beginning and commit.
    """
    made = Faults()
    methods = [(sqlite_utils.Database, ("execute", "commit")), (postgres_connections.Session, ("begin", "commit"))]
    for database, name in ((database, name) for database, names in methods for name in names):
        real = getattr(database, name)

        def counted(self: object, *args: Any, _real: Any = real) -> Any:
            made.count()
            return _real(self, *args)

        monkeypatch.setattr(database, name, counted)
    # What is sealed twice is the same, so that what was kept can be compared.
    monkeypatch.setattr(sealing, "urandom", bytes)
    # With one premises enough, every change of the figures also publishes.
    monkeypatch.setattr(figures, "THRESHOLD", 1)
    return made


@pytest.fixture
def tables(store: Store, request: pytest.FixtureRequest) -> Iterator[Callable[[], Tables]]:
    """What every table holds, through another connection than the store's."""
    if isinstance(store, SqliteStore):
        db = connect(request.getfixturevalue("path"), KEY, 0)
        names = [name for (name,) in db.conn.execute("select name from sqlite_master where type = 'table'")]
        yield lambda: {name: db.conn.execute(f"select * from {name} order by 1, 2").fetchall() for name in names}
        db.close()
    else:
        beside = request.getfixturevalue("postgres").beside
        yield lambda: rows_of(beside)


def rows_of(connection: psycopg.Connection[tuple[Any, ...]]) -> Tables:
    """Every row of every table, in one question."""
    names = [name for (name,) in connection.execute("select tablename from pg_tables where schemaname = 'public'")]
    asked = ", ".join(f"(select json_agg(t order by t::text) from {name} t)" for name in names)
    found = connection.execute(f"select {asked}".encode()).fetchone()
    return dict(zip(names, found or (), strict=True))


def test_every_method_of_a_store_is_in_one_of_the_tables() -> None:
    methods = {name for part in Store.__mro__ for name in vars(part) if not name.startswith("_")}
    changes = {name.partition(":")[0] for name in CHANGES}
    assert methods == changes | READS
    assert not changes & READS


@pytest.mark.parametrize("name", CHANGES)
def test_an_act_is_kept_whole_or_not_at_all(
    store: Store, tables: Callable[[], Tables], faults: Faults, name: str
) -> None:
    act = CHANGES[name](make_scene(store))
    before, found = tables(), []
    for passing in range(1000):
        faults.arm(passing)
        try:
            act()
        except PowerCut:
            assert faults.failed
        if not faults.failed:
            break
        found.append(tables())
    whole = tables()
    assert whole != before, "the act changes something, or this test would prove nothing"
    assert len(found) >= (3 if isinstance(store, SqliteStore) else 2), "the beginning, a statement and the commit"
    for number, kept in enumerate(found):
        assert kept in (before, whole), f"statement {number} failed, and a part was kept"
    assert before in found
