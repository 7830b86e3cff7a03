"""A SQLite store is copied into PostgreSQL whole and compared, or not at all."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import psycopg
import pytest
import sqlite_utils

from assessment.answers import Answer
from storage.errors import StoreError, StoreUnavailable
from storage.postgres import PostgresStore, copying
from storage.postgres.copying import CopiedTable, copy_store
from storage.postgres.schema import applied
from storage.sqlite import SqliteStore
from storage.sqlite.connections import connect
from storage.sqlite.schema import step_names
from storage.store import Store
from tests.postgres_cluster import made_database
from tests.storage.conftest import KEY
from tests.storage.place import HOSTILE, HOUR, NOW, furnish, printed
from tests.storage.scene import Scene, make_scene
from tests.storage.test_isolation import picture
from tests.storage.test_migrations import old_database


@pytest.fixture
def target(postgres_server: str, request: pytest.FixtureRequest) -> str:
    """The address of a database without tables."""
    return made_database(postgres_server, request.node.name[:60])


@pytest.fixture
def full(path: Path) -> Iterator[Scene]:
    """A scene in a SQLite store."""
    path.parent.mkdir()
    store = SqliteStore(path, KEY)
    scene = make_scene(store)
    scene.signed()
    scene.entry(confirmed=True)
    scene.check(responses=2)
    store.join_workshop(scene.workshop().id, scene.ours, scene.which, NOW)
    yield scene
    store.close()


def copied(scene: Scene, path: Path, url: str) -> tuple[CopiedTable, ...]:
    """Close the store, copy it, and give what was copied."""
    scene.store.close()
    return copy_store(path, lambda: (KEY,), url)


def counts(path: Path) -> dict[str, int]:
    """How many rows each table of a file has."""
    db = connect(path, KEY, 0)
    found = {name: db.table(name).count for name in db.table_names() if not name.startswith(("_", "sqlite_"))}
    db.close()
    return found


def seen(store: Store, scene: Scene) -> tuple[Any, ...]:
    """What can be seen of the scene."""
    return (
        picture(store, scene.place),
        store.account(scene.ann),
        store.passkeys_of(scene.ann),
        store.sign_ins_of(scene.ann, NOW + HOUR),
        store.log_of("kent"),
        store.entries_of("kent"),
        store.figures("kent"),
        store.visits_of("kent", NOW),
        store.workshops_of("kent"),
        store.staff_checks_of(scene.ours, scene.where),
        store.procedures(scene.where),
        store.logo(scene.where),
    )


def test_everything_looks_the_same(full: Scene, path: Path, target: str) -> None:
    before = seen(full.store, full)
    copied(full, path, target)
    store = PostgresStore(target, KEY)
    assert seen(store, full) == before
    store.close()


def test_every_row_of_every_table_is_there(path: Path, target: str) -> None:
    old_database(path, step_names())
    tables = copy_store(path, lambda: (KEY,), target)
    assert {table.name: table.rows for table in tables} == counts(path)
    assert all(table.rows for table in tables), "or the comparison would say little"


def test_the_copy_goes_on_where_the_file_ended(full: Scene, path: Path, target: str) -> None:
    last = full.store.log_of("kent")[0].id
    copied(full, path, target)
    store = PostgresStore(target, KEY)
    store.close_share("kent", full.share.id, full.ann, "Visited", NOW + HOUR)
    assert store.log_of("kent")[0].id == last + 1
    store.save_answers(full.ours, full.which, {"gates": Answer("3", note=HOSTILE[0])}, NOW)
    store.delete_workspace(full.ours)
    assert store.answers(full.which) == {}, "one table still follows the other"
    with pytest.raises(StoreError, match="foreign key"), store._writing() as db:
        db.execute("delete from banks")
    store.close()


def test_rows_stay_in_the_order_in_which_they_came(path: Path, target: str) -> None:
    path.parent.mkdir()
    store = SqliteStore(path, KEY)
    place = furnish(store)
    orders = [printed(store, f"{n}", b"%", workspace_id=place.workspace.id).id for n in range(3)]
    before = [order.id for order in store.prints_of(place.workspace.id, "plan")]
    assert before[:3] == orders[::-1]
    store.close()
    copy_store(path, lambda: (KEY,), target)
    made = PostgresStore(target, KEY)
    assert [order.id for order in made.prints_of(place.workspace.id, "plan")] == before
    made.close()


def test_a_database_with_something_in_it_is_refused(full: Scene, path: Path, target: str) -> None:
    store = PostgresStore(target, KEY)
    store.check()
    copied(full, path, target)
    before = seen(store, full)
    with pytest.raises(StoreError, match="not empty"):
        copy_store(path, lambda: (KEY,), target)
    assert seen(store, full) == before
    store.close()


def test_a_service_that_runs_is_not_copied(full: Scene, path: Path, target: str) -> None:
    with pytest.raises(StoreUnavailable, match="Stop the site"):
        copy_store(path, lambda: (KEY,), target)
    with psycopg.connect(target) as connection:
        assert applied(connection) == []


def test_what_is_interrupted_leaves_nothing_and_can_be_done_again(
    full: Scene, path: Path, target: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        real = copying._copy_table

        def broken(source: sqlite_utils.Database, to: Any, name: str, columns: list[str]) -> CopiedTable:
            if name == "shares":
                raise InterruptedError
            return real(source, to, name, columns)

        patch.setattr(copying, "_copy_table", broken)
        with pytest.raises(InterruptedError):
            copied(full, path, target)
    assert sum(table.rows for table in copied(full, path, target)) == sum(counts(path).values())


def test_what_differs_afterwards_is_not_kept(
    full: Scene, path: Path, target: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def meddle(to: Any, name: str) -> None:
        if name == "banks":
            to.execute("update banks set document = 'another'")

    with monkeypatch.context() as patch:
        patch.setattr(copying, "_go_on_counting", meddle)
        with pytest.raises(StoreError, match="not copied as it is"):
            copied(full, path, target)
    store = PostgresStore(target, KEY)
    assert store.find_workspace(b"code", NOW + timedelta(days=1)) is None
    store.close()


def test_a_newer_file_and_a_newer_database_are_refused(full: Scene, path: Path, target: str) -> None:
    full.store.close()
    db = connect(path, KEY, 0)
    db.execute("insert into _sqlite_migrations (migration_set, name, applied_at) values ('store', '9999_new', '')")
    with pytest.raises(StoreUnavailable, match="9999_new"):
        copy_store(path, lambda: (KEY,), target)
    db.execute("delete from _sqlite_migrations where name = '9999_new'")
    db.close()
    with psycopg.connect(target, autocommit=True) as connection:
        connection.execute("insert into steps (name) values ('9999_later')")
        with pytest.raises(StoreUnavailable, match="9999_later"):
            copy_store(path, lambda: (KEY,), target)
        connection.execute("delete from steps where name = '9999_later'")
    assert copy_store(path, lambda: (KEY,), target)


def test_there_must_be_a_file(path: Path, target: str) -> None:
    with pytest.raises(StoreError, match="no database"):
        copy_store(path, lambda: (KEY,), target)
