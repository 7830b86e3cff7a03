"""The tables in PostgreSQL are those of SQLite, and come up to date in the same steps."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
import sqlite_utils

from assessment.answers import Answer
from storage.errors import StoreError, StoreUnavailable
from storage.postgres import PostgresStore, schema
from storage.postgres.dialect import translated, translated_step
from storage.postgres.schema import applied, step_names, text_of
from storage.sql import rows, seal_content
from storage.sqlite.schema import STEPS
from storage.sqlite.schema import step_names as sqlite_steps
from tests.postgres_cluster import made_database
from tests.storage.conftest import KEY, Postgres

Columns = dict[str, dict[str, tuple[str, bool]]]
_TYPES = {"text": "text", "bytea": "blob", "bigint": "integer"}


MOMENT = "'2026-01-02T03:04:05.000000+00:00'"
# As the version before wrote it.
OPENLY = (
    f"insert into workspaces (id, code_digest, created, touched) values ('w', '\\x01', {MOMENT}, {MOMENT})",
    "insert into premises (id, workspace_id, profile, created) "
    f"""values ('p', 'w', '{{"name": "ZOPENPLACE"}}', {MOMENT})""",
    "insert into banks (version, document) values ('1', '{}')",
    "insert into assessments (id, premises_id, workspace_id, reference, bank_version, kind, profile, started) "
    f"""values ('a', 'p', 'w', 'CPS-1', '1', 'quick', '{{"name": "ZOPENPLACE"}}', {MOMENT})""",
    "insert into answers (assessment_id, question_id, choice, reason, note, author, at) values "
    f"('a', 'gates', '1', '', 'ZOPENNOTE', 'ZOPENTOM', {MOMENT}), ('a', 'keys', '0', '', '', '', null)",
    "insert into plan_items (assessment_id, name, owner, due, status, reason, cost, note, proof, changed) values "
    f"('a', 'job.lock', 'ZOPENMAYA', null, 'under-way', '', '', '', '', {MOMENT})",
    "insert into prints (id, key, kind, subject, workspace_id, asked, printed, document) values "
    f"('o', 'k', 'plan', '{{}}', 'w', {MOMENT}, {MOMENT}, 'ZOPENPDF')",
)


SAID = {b"ZOPENNOTE", b"ZOPENPLACE", b"ZOPENTOM", b"ZOPENMAYA", b"ZOPENPDF"}


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
    PostgresStore(empty, KEY).close()
    PostgresStore(empty, KEY).close()
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


def test_all_blocks_as_one_value_are_translated() -> None:
    assert translated(f"select {rows.as_blocks('number', 'sealed')} from t") == (
        "select string_agg(number || ':' || encode(sealed, 'hex'), ' ') from t"
    )


def test_many_start_on_nothing_at_once(empty: str) -> None:
    failed: list[Exception] = []

    def start() -> None:
        try:
            PostgresStore(empty, KEY).close()
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
            PostgresStore(empty, KEY)
        assert applied(connection) == []
        connection.execute("drop view remarks")
        PostgresStore(empty, KEY).close()
        assert applied(connection) == list(step_names())


@pytest.fixture
def earlier(empty: str) -> Iterator[psycopg.Connection[tuple[object, ...]]]:
    """A database as the version before the seals left it."""
    with psycopg.connect(empty, autocommit=True) as connection:
        connection.execute("create table steps (name text primary key, applied timestamptz not null default now())")
        for step in step_names():
            if step < seal_content.STEP:
                connection.execute(text_of(step).encode())
                connection.execute("insert into steps (name) values (%s)", (step,))
        for statement in OPENLY:
            connection.execute(statement)
        assert left_open(connection) == SAID
        yield connection


def test_what_an_earlier_version_kept_openly_is_sealed(
    empty: str, earlier: psycopg.Connection[tuple[object, ...]]
) -> None:
    """It reads as before, and is in no file of the tables any longer, not in dropped columns either."""
    store = PostgresStore(empty, KEY)
    place, assessment = store.premises("w", "p"), store.assessment("w", "a")
    assert place is not None
    assert assessment is not None
    assert place.profile == assessment.profile == {"name": "ZOPENPLACE"}
    assert store.answers("a") == {"gates": Answer("1", "", "ZOPENNOTE"), "keys": Answer("0", "", "")}
    assert store.answer_authors("a")["gates"].name == "ZOPENTOM"
    assert store.progress("a").item("job.lock").owner == "ZOPENMAYA"
    assert store.printed_document("o") == b"ZOPENPDF"
    store.close()
    assert left_open(earlier) == set()


def test_a_start_that_is_killed_before_the_files_are_clean_is_made_good_by_the_next(
    empty: str, earlier: psycopg.Connection[tuple[object, ...]], monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as killed:
        killed.setattr(schema, "_write_again", broken_off)
        with pytest.raises(InterruptedError):
            PostgresStore(empty, KEY)
    assert applied(earlier) == list(step_names()), "all is sealed"
    assert left_open(earlier), "and some of it is still in the files"
    PostgresStore(empty, KEY).close()
    assert left_open(earlier) == set()


def broken_off(_: object) -> None:
    """As if the process had ended here."""
    raise InterruptedError


def left_open(connection: psycopg.Connection[tuple[object, ...]]) -> set[bytes]:
    """What can be read in the files of the tables of what was said."""
    found = tables_of(connection)
    return {word for word in SAID if word in found}


def tables_of(connection: psycopg.Connection[tuple[object, ...]]) -> bytes:
    """Every file of the tables, as they are on the disk now."""
    connection.execute("checkpoint")
    row = connection.execute(
        "select current_setting('data_directory'), oid from pg_database where datname = current_database()"
    ).fetchone()
    assert row is not None
    return b"".join(each.read_bytes() for each in (Path(str(row[0])) / "base" / str(row[1])).iterdir())


def test_a_later_version_is_refused(empty: str) -> None:
    PostgresStore(empty, KEY).close()
    with psycopg.connect(empty, autocommit=True) as connection:
        connection.execute("insert into steps (name) values ('9999_later')")
    with pytest.raises(StoreUnavailable, match="9999_later"):
        PostgresStore(empty, KEY)


def test_every_own_step_is_one_of_sqlite() -> None:
    assert all(text_of(step).strip() for step in step_names())
    assert set(step_names()) <= set(sqlite_steps())
