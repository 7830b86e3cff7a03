"""What PostgreSQL itself does for the promises of a store; what any store must do is tested with each kind."""

from __future__ import annotations

import multiprocessing
import threading
from collections.abc import Iterator
from contextlib import suppress

import psycopg
import pytest
import sqlite_utils

from assessment.answers import Answer
from storage.errors import StoreError, StoreUnavailable
from storage.postgres import PostgresStore, connected
from storage.postgres.dialect import translated, translated_step
from storage.postgres.schema import applied, step_names, text_of
from storage.sqlite.schema import STEPS
from storage.sqlite.schema import step_names as sqlite_steps
from tests.postgres_cluster import made_database
from tests.storage.conftest import BUSY, Postgres
from tests.storage.place import NOW, furnish
from tests.storage.team import joined
from tests.storage.test_entries import ONE
from tests.storage.test_isolation import picture

FORK = multiprocessing.get_context("fork")
Columns = dict[str, dict[str, tuple[str, bool]]]
_TYPES = {"text": "text", "bytea": "blob", "bigint": "integer"}


@pytest.fixture
def empty(postgres_server: str, request: pytest.FixtureRequest) -> str:
    """The address of a database without tables."""
    return made_database(postgres_server, request.node.name)


def of_sqlite(db: sqlite_utils.Database) -> Columns:
    """The columns of each table: type, and whether it may be empty."""
    names = [name for name in db.table_names() if not name.startswith(("_", "sqlite_"))]
    found = {name: db.execute(f"pragma table_info({name})").fetchall() for name in names}
    return {
        name: {column: (kind.lower(), not (required or key)) for _, column, kind, required, _, key in columns}
        for name, columns in found.items()
    }


def of_postgres(connection: psycopg.Connection[tuple[object, ...]]) -> Columns:
    """The same, without the tables and columns that stand for what SQLite has by itself."""
    found: Columns = {}
    for table, column, kind, nullable in connection.execute(
        "select table_name, column_name, data_type, is_nullable from information_schema.columns "
        "where table_schema = 'public' and table_name <> 'steps' and column_name <> 'rowid'"
    ):
        found.setdefault(str(table), {})[str(column)] = (_TYPES[str(kind)], nullable == "YES")
    return found


@pytest.fixture
def sqlite() -> Iterator[sqlite_utils.Database]:
    """All tables in SQLite."""
    db = sqlite_utils.Database(memory=True)
    STEPS.apply(db)
    yield db
    db.close()


def test_tables_and_columns_are_those_of_sqlite(postgres: Postgres, sqlite: sqlite_utils.Database) -> None:
    assert of_postgres(postgres.beside) == of_sqlite(sqlite)


def test_indexes_are_those_of_sqlite(postgres: Postgres, sqlite: sqlite_utils.Database) -> None:
    named = (
        "select name from sqlite_master where type = 'index' and sql is not null and tbl_name <> '_sqlite_migrations'"
    )
    there = {name for (name,) in sqlite.execute(named)}
    found = postgres.beside.execute("select indexname from pg_indexes where schemaname = 'public'").fetchall()
    assert there <= {name for (name,) in found}
    unique = {
        name: sum(bool(row[2]) for row in sqlite.execute(f"pragma index_list({name})")) for name in of_sqlite(sqlite)
    }
    counted = postgres.beside.execute(
        "select relname, count(*) from pg_index join pg_class on pg_class.oid = indrelid "
        "join pg_namespace n on n.oid = relnamespace where nspname = 'public' and indisunique group by 1"
    )
    ours = {str(name): int(str(number)) for name, number in counted}
    # SQLite has no index for a key that is the number of the row.
    autonumbered = {"acts", "entries", "entry_acts"}
    assert {name: ours.get(name, 0) - (name in autonumbered) for name in unique} == unique


def test_references_are_those_of_sqlite(postgres: Postgres, sqlite: sqlite_utils.Database) -> None:
    there = {
        (name, row[2], row[6].lower(), row[0])
        for name in of_sqlite(sqlite)
        for row in sqlite.execute(f"pragma foreign_key_list({name})")
    }
    found = postgres.beside.execute(
        "select conrelid::regclass::text, confrelid::regclass::text, case confdeltype when 'c' then 'cascade' "
        "when 'n' then 'set null' else 'no action' end from pg_constraint where contype = 'f'"
    ).fetchall()
    assert sorted((table, other, act) for table, other, act, _ in there) == sorted(found)


def test_steps_are_those_of_sqlite_from_the_first_on(empty: str) -> None:
    assert step_names() == tuple(name for name in sqlite_steps() if name >= step_names()[0])
    PostgresStore(empty).close()
    PostgresStore(empty).close()
    with psycopg.connect(empty) as connection:
        assert applied(connection) == list(step_names())


def test_a_step_is_translated() -> None:
    step = "\n".join(
        (
            "-- Why.",
            "create table notes (",
            "    id text primary key, text text not null, seal blob, kind text check (kind in ('a text', 'b'))",
            ") strict;",
            "create table marks (number integer primary key autoincrement, note_id text) strict;",
            "create table pairs (note_id text, at integer not null default 0, primary key (note_id, at)) "
            "strict, without rowid;",
            "alter table pairs add column said blob;",
            "update notes set text = 'a blob of text';",
        )
    )
    assert " ".join(translated_step(step).split()) == (
        'create table notes ( id text collate "C" primary key, text text collate "C" not null, seal bytea, '
        "kind text collate \"C\" check (kind in ('a text', 'b')), rowid bigint generated always as identity ); "
        "create table marks (number bigint primary key generated by default as identity, "
        'note_id text collate "C" ); '
        'create table pairs (note_id text collate "C", at bigint not null default 0, primary key (note_id, at) ); '
        "alter table pairs add column said bytea; update notes set text = 'a blob of text';"
    )


def test_a_statement_is_translated() -> None:
    assert translated("select json_group_object(a, json_array(b, c)) from t where d like '%' and e = ?") == (
        "select coalesce(json_object_agg(a, json_build_array(b, c)), '{}') from t where d like '%%' and e = %s"
    )


def test_many_start_on_nothing_at_once(empty: str) -> None:
    failed: list[Exception] = []

    def start() -> None:
        try:
            PostgresStore(empty).close()
        except Exception as error:
            failed.append(error)

    threads = [threading.Thread(target=start) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failed


def test_a_step_that_fails_leaves_the_old_version(empty: str) -> None:
    with psycopg.connect(empty, autocommit=True) as connection:
        connection.execute("create view remarks as select 1")
        with pytest.raises(StoreError, match="remarks"):
            PostgresStore(empty)
        assert applied(connection) == []
        connection.execute("drop view remarks")
        PostgresStore(empty).close()
        assert applied(connection) == list(step_names())


def test_a_later_version_is_refused(empty: str) -> None:
    PostgresStore(empty).close()
    with psycopg.connect(empty, autocommit=True) as connection:
        connection.execute("insert into steps (name) values ('9999_later')")
    with pytest.raises(StoreUnavailable, match="9999_later"):
        PostgresStore(empty)


def test_every_own_step_is_one_of_sqlite() -> None:
    assert all(text_of(step).strip() for step in step_names())
    assert set(step_names()) <= set(sqlite_steps())


@pytest.mark.parametrize("table", ["acts", "entries", "entry_acts"])
@pytest.mark.parametrize("change", ["update {0} set {1} = {1}", "delete from {0}", "truncate {0} cascade"])
def test_what_is_only_added_to_cannot_be_changed_by_sql(postgres: Postgres, table: str, change: str) -> None:
    store = postgres.store
    ann, ben = joined(store, "ann"), joined(store, "ben")
    entry = store.propose_entry("kent", ann.id, lambda *_: ONE, NOW)
    store.confirm_entry("kent", entry.id, ben.id, NOW)
    sql = change.format(table, "team" if table == "entries" else "act")
    with pytest.raises(psycopg.errors.RaiseException, match="only added to"):
        postgres.beside.execute(sql.encode())
    assert store.log_of("kent")


def test_a_server_that_cannot_be_reached() -> None:
    with pytest.raises(StoreUnavailable, match="cannot be reached"):
        PostgresStore("postgresql://check:secret@/nowhere?host=/nowhere")


def test_an_address_that_cannot_be_read_is_not_shown() -> None:
    with pytest.raises(StoreUnavailable, match="cannot be read") as raised:
        PostgresStore("postgresql://check:se cret@/nowhere")
    assert "cret" not in f"{raised.value} {raised.value.__cause__}"


def test_a_database_that_is_not_there(postgres_server: str) -> None:
    with pytest.raises(StoreUnavailable, match=r"cannot be reached|no database"):
        PostgresStore(postgres_server.replace("/postgres?", "/absent?"))


def test_an_old_server_is_refused(postgres: Postgres, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connected, "OLDEST", 99)
    with pytest.raises(StoreUnavailable, match="Use 99 or newer"):
        PostgresStore(postgres.url)


def test_a_database_in_another_encoding_is_refused(postgres_server: str) -> None:
    with psycopg.connect(postgres_server, autocommit=True) as connection:
        connection.execute("create database latin encoding 'LATIN1' locale 'C' template template0")
    with pytest.raises(StoreUnavailable, match="encoding UTF8"):
        PostgresStore(postgres_server.replace("/postgres?", "/latin?"))


def test_a_read_only_database(postgres: Postgres) -> None:
    place = furnish(postgres.store)
    before = picture(postgres.store, place)
    standby = PostgresStore(f"{postgres.url}&options=-cdefault_transaction_read_only%3Don", busy_seconds=BUSY)
    with pytest.raises(StoreUnavailable, match="read-only"):
        standby.check()
    with pytest.raises(StoreUnavailable, match="read-only"):
        standby.save_answers(place.workspace.id, place.assessment.id, {"gates": Answer("3")}, NOW)
    assert picture(standby, place) == before
    standby.close()


def test_connections_that_the_server_closed_are_replaced(postgres: Postgres) -> None:
    place = furnish(postgres.store)
    before = picture(postgres.store, place)
    for _ in range(3):
        postgres.beside.execute(
            "select pg_terminate_backend(pid, 9000) from pg_stat_activity where pid <> pg_backend_pid() "
            "and datname = current_database()"
        )
        assert picture(postgres.store, place) == before
        postgres.store.check()


def test_who_writes_to_another_thing_does_not_wait_and_who_changes_the_whole_does(postgres: Postgres) -> None:
    ours, theirs = furnish(postgres.store, b"ours"), furnish(postgres.store, b"theirs")

    def save(place: object) -> None:
        assert place in (ours, theirs)
        which = ours if place is ours else theirs
        postgres.store.save_answers(which.workspace.id, which.assessment.id, {"gates": Answer("3")}, NOW)

    with postgres.store._writing(ours.workspace.id):
        save(theirs)
        assert postgres.store.answers(theirs.assessment.id)["gates"].choice == "3"
        with pytest.raises(StoreUnavailable, match="locked"):
            save(ours)
        with pytest.raises(StoreUnavailable, match="locked"):
            postgres.store.delete_workspace(theirs.workspace.id)
    with postgres.store._writing(), pytest.raises(StoreUnavailable, match="locked"):
        save(theirs)
    save(ours)


def test_a_statement_that_failed_spoils_its_whole_act(postgres: Postgres) -> None:
    def act() -> None:
        with postgres.store._writing() as db:
            db.execute("insert into settings (name, value, kept) values ('half', '', '')")
            with suppress(psycopg.Error):
                db.execute("select nothing from nowhere")

    with pytest.raises(StoreError, match="had failed"):
        act()
    assert postgres.store.setting("half") is None


def test_a_fork_shares_no_connection(postgres: Postgres) -> None:
    place = furnish(postgres.store)

    def child(name: str) -> None:
        for number in range(20):
            said = {f"{name}-{number}": Answer("1")}
            postgres.store.save_answers(place.workspace.id, place.assessment.id, said, NOW)

    processes = [FORK.Process(target=child, args=(name,)) for name in ("one", "other")]
    for process in processes:
        process.start()
    for number in range(5):
        said = {f"parent-{number}": Answer("2")}
        postgres.store.save_answers(place.workspace.id, place.assessment.id, said, NOW)
    for process in processes:
        process.join(60)
    assert [process.exitcode for process in processes] == [0, 0]
    assert len(postgres.store.answers(place.assessment.id)) == 47
