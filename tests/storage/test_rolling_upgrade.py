"""Two versions of the program on one database, as while nodes are upgraded one after another.

The newer version is this one with a step more: a column in every table, and a table that goes with its workspace.
"""

from __future__ import annotations

import inspect
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
from sqlite_utils import Database

from assessment.answers import Answer
from storage.errors import StoreUnavailable
from storage.postgres import PostgresStore, schema
from storage.postgres.schema import applied
from storage.sql import figures
from storage.sqlite import SqliteStore
from storage.sqlite.connections import connect
from storage.steps import ADDED
from storage.store import Store
from tests.postgres_cluster import made_database
from tests.storage.acts_table import CHANGES
from tests.storage.conftest import BUSY, KEY
from tests.storage.place import NOW, Place, furnish
from tests.storage.reads_table import READS
from tests.storage.scene import make_scene
from tests.storage.test_all_or_nothing import Tables
from tests.storage.test_isolation import picture
from tests.storage.test_no_walks import OF_ONE, OF_THE_FILE, values_of

LATER = f"9999_later{ADDED}"
BREAKING = "9999_later"
ADDITIONS = (
    "create table later (id text primary key, workspace_id text references workspaces (id) on delete cascade, "
    "said text not null)"
)
Run = Callable[[str], Any]


def add_later(run: Run, names: list[str]) -> None:
    """Change the tables as the newer version does."""
    for name in names:
        run(f"alter table {name} add column later text not null default 'unsaid'")
    run(ADDITIONS)


def add_to_file(path: Path) -> None:
    """The same in the file, as another process does."""
    db = connect(path, KEY, 5)
    db.execute("begin immediate")
    add_later(db.execute, [name for name in db.table_names() if not name.startswith(("_", "sqlite_"))])
    note_step(db, LATER)
    db.execute("commit")
    db.close()


def note_step(db: Database, name: str) -> None:
    """Note that a step was applied."""
    db.execute(
        "insert into _sqlite_migrations (migration_set, name, applied_at) values ('store', ?, '2027-01-01')", [name]
    )


def add_to_postgres(url: str) -> None:
    """The same in PostgreSQL: again where it and a page waited for each other, as `schema.migrate` does."""
    for turn in range(1, schema._TURNS + 1):
        try:
            _add_to_postgres(url)
            break
        except psycopg.errors.DeadlockDetected:
            if turn == schema._TURNS:
                raise


def _add_to_postgres(url: str) -> None:
    with psycopg.connect(url) as connection:
        connection.execute(f"select pg_advisory_xact_lock({schema.WHOLE})".encode())
        names = connection.execute(
            "select tablename from pg_tables where schemaname = 'public' and tablename <> 'steps'"
        ).fetchall()
        add_later(lambda sql: connection.execute(sql.encode()), [str(name) for (name,) in names])
        connection.execute("insert into steps (name) values (%s)", (LATER,))


def opened_again(store: Store, path: Path) -> Store:
    """The store, opened by a process that starts now."""
    if isinstance(store, PostgresStore):
        return PostgresStore(store._pool._url, KEY, busy_seconds=BUSY)
    return SqliteStore(path, KEY, busy_seconds=BUSY)


@pytest.mark.parametrize("name", CHANGES)
def test_an_older_version_acts_on_tables_that_have_more(
    store: SqliteStore, path: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both kinds of store have the same statements, and SQLite is the stricter one: it counts values."""
    # With one premises enough, every change of the figures also publishes.
    monkeypatch.setattr(figures, "THRESHOLD", 1)
    add_to_file(path)
    act = CHANGES[name](make_scene(store))
    db = connect(path, KEY, 0)

    def tables() -> Tables:
        return {name: db.conn.execute(f"select * from {name}").fetchall() for name in db.table_names()}

    before = tables()
    act()
    assert tables() != before
    db.close()


@pytest.fixture
def two(request: pytest.FixtureRequest, tmp_path: Path, postgres_server: str) -> Iterator[tuple[Store, Path]]:
    """A running store of either kind with a database of its own, and where its file would be."""
    path = tmp_path / "rolling.db"
    if request.param == "postgres":
        store: Store = PostgresStore(made_database(postgres_server, f"rolling-{tmp_path.name}"), KEY, busy_seconds=BUSY)
    else:
        store = SqliteStore(path, KEY, busy_seconds=BUSY)
    yield store, path
    store.close()


def add_beside(store: Store, path: Path) -> None:
    """Let the newer version change the database of a store that runs."""
    if isinstance(store, PostgresStore):
        add_to_postgres(store._pool._url)
    else:
        add_to_file(path)


BOTH = pytest.mark.parametrize("two", ["sqlite", "postgres"], indirect=True)


@BOTH
def test_what_an_older_version_reads_stays_the_same(two: tuple[Store, Path]) -> None:
    """Read by a process that has read all of it before, and by one that starts now."""
    store, path = two
    scene = make_scene(store)
    given, reads = values_of(scene), sorted(READS - OF_THE_FILE)

    def all_of(one: Store) -> dict[str, object]:
        found = {}
        for name in reads:
            read: Callable[..., object] = getattr(one, name)
            values = given | OF_ONE.get(name, {})
            found[name] = read(**{each: values[each] for each in inspect.signature(read).parameters})
        return found

    before = all_of(store)
    add_beside(store, path)
    assert all_of(store) == before
    store.check()
    started = opened_again(store, path)
    started.check()
    assert all_of(started) == before
    started.close()


@BOTH
def test_a_running_process_says_that_a_newer_version_has_changed_what_it_relies_on(two: tuple[Store, Path]) -> None:
    store, path = two
    store.check()
    if isinstance(store, PostgresStore):
        with psycopg.connect(store._pool._url) as connection:
            connection.execute("insert into steps (name) values (%s)", (BREAKING,))
    else:
        db = connect(path, KEY, 5)
        note_step(db, BREAKING)
        db.close()
    with pytest.raises(StoreUnavailable, match=BREAKING):
        store.check()
    with pytest.raises(StoreUnavailable, match=BREAKING):
        opened_again(store, path)


@pytest.fixture
def next_version(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> str:
    """This program has a step more, which may be applied once; gives its name."""
    step = tmp_path / f"{LATER}.sql"
    step.write_text(f"{ADDITIONS};\nalter table settings add column later text;\n")
    monkeypatch.setitem(schema._LATER, LATER, step)
    return LATER


def test_many_nodes_start_the_next_version_at_once_while_an_older_one_saves(
    postgres_server: str, next_version: str, request: pytest.FixtureRequest
) -> None:
    """The steps are applied once, and the older node saves before, meanwhile and afterwards."""
    url = made_database(postgres_server, "at_once")
    with pytest.MonkeyPatch.context() as patch:
        patch.delitem(schema._LATER, next_version)
        older = PostgresStore(url, KEY)
    place, saved, failed, over = furnish(older), list[str](), list[Exception](), threading.Event()

    def save() -> None:
        for number in range(10_000):
            if over.is_set():
                return
            try:
                older.save_answers(place.workspace.id, place.assessment.id, {f"q{number}": Answer("1")}, NOW)
                saved.append(f"q{number}")
            except StoreUnavailable as error:
                failed.append(error)

    def start() -> None:
        try:
            PostgresStore(url, KEY).close()
        except Exception as error:
            failed.append(error)

    saving, starts = threading.Thread(target=save), [threading.Thread(target=start) for _ in range(6)]
    saving.start()
    for thread in starts:
        thread.start()
    for thread in starts:
        thread.join()
    before = len(saved)
    while len(saved) < before + 3 and saving.is_alive():
        over.wait(0.01)
    over.set()
    saving.join()
    assert not failed
    assert set(saved) <= set(older.answers(place.assessment.id))
    with psycopg.connect(url) as connection:
        assert applied(connection) == list(schema.step_names())
    older.close()


def test_steps_give_way_to_who_reads_for_long_and_nothing_is_half_done(
    postgres_server: str, next_version: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As a back-up does. The others read and save meanwhile, and the start says what to do."""
    monkeypatch.setattr(schema, "_TURN", 0.2)
    url = made_database(postgres_server, "long_read")
    with pytest.MonkeyPatch.context() as patch:
        patch.delitem(schema._LATER, next_version)
        older = PostgresStore(url, KEY)
    place = furnish(older)
    with psycopg.connect(url) as reading:
        reading.execute("select * from settings")
        with pytest.raises(StoreUnavailable, match="locked by others"):
            PostgresStore(url, KEY)
        assert next_version not in applied(reading)
        reading.execute("select 1 from pg_class where relname = 'later'")
        assert reading.execute("select to_regclass('later')").fetchone() == (None,)
    older.save_answers(place.workspace.id, place.assessment.id, {"gates": Answer("2")}, NOW)
    PostgresStore(url, KEY).close()
    with psycopg.connect(url) as connection:
        assert next_version in applied(connection)
    older.close()


def test_who_saves_during_a_long_step_is_asked_to_try_again_and_loses_nothing(postgres_server: str) -> None:
    url = made_database(postgres_server, "long_step")
    store = PostgresStore(url, KEY, busy_seconds=BUSY)
    place = furnish(store)
    before = picture(store, place)

    def save(place: Place) -> None:
        store.save_answers(place.workspace.id, place.assessment.id, {"gates": Answer("3")}, NOW)

    with psycopg.connect(url) as stepping:
        stepping.execute(f"select pg_advisory_xact_lock({schema.WHOLE})".encode())
        stepping.execute("alter table assessments add column later text")
        with pytest.raises(StoreUnavailable, match="locked by others"):
            save(place)
    assert picture(store, place) == before
    save(place)
    assert store.answers(place.assessment.id)["gates"].choice == "3"
    store.close()
