"""PostgreSQL would not walk through a table either, had each a million rows: it says how it would run each statement.

It reckons with the rows that its catalogue has of a page of the table, and with how many different values a column has.
Both are told to it here: a million rows, a few for each thing that an id names, 45 forces. Then it chooses freely.
That it could use an index where it is kept from walking (`enable_seqscan = off`) would prove less.
"""

from __future__ import annotations

import inspect
import json
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from typing import Any

import psycopg
import pytest

from storage.postgres import PostgresStore
from storage.postgres.connections import Session, connect
from storage.postgres.dialect import translated
from storage.sql import figures
from tests.postgres_cluster import emptied, made_database
from tests.storage.acts_table import CHANGES
from tests.storage.conftest import KEY, Postgres
from tests.storage.reads_table import READS
from tests.storage.scene import make_scene
from tests.storage.test_no_walks import OF_ONE, OF_THE_FILE, SMALL, Asked, values_of

ROWS, A_FEW, FORCES = 1_000_000, 3, 45
# A force's contact has a few entries a year.
FEW = SMALL | {"entries", "entry_acts"}
# Of all plans, few were changed in the last minutes.
OF_LATE: dict[str, dict[str, object]] = {"plans_changed_between": {"since": datetime(9999, 1, 1, tzinfo=UTC)}}
# Indexes of no more than what is to be done.
OF_FEW = {"prints_to_do"}
# Every text is after every time, as nearly all that is kept is not yet to be deleted.
_VALUES = {"text": "'9{}'", "bigint": "{}", "bytea": "'\\x0{}'"}


@pytest.fixture(scope="module")
def large(postgres_server: str) -> Iterator[tuple[PostgresStore, psycopg.Connection[Any]]]:
    """A store whose tables are on a page each, of which none is empty, and a connection beside it."""
    url = made_database(postgres_server, "large")
    store = PostgresStore(url, KEY)
    with connect(url) as beside:
        _give_a_page_each(beside)
        yield store, beside
    store.close()


def _give_a_page_each(beside: psycopg.Connection[Any]) -> None:
    """Two rows in each table, one with as little as it may have; what they say is no matter, so nothing is checked."""
    for table, check in beside.execute(
        "select conrelid::regclass::text, conname from pg_constraint "
        "where contype = 'c' and connamespace = 'public'::regnamespace"
    ).fetchall():
        beside.execute(f"alter table {table} drop constraint {check}".encode())
    columns: dict[str, list[tuple[str, str, bool]]] = {}
    for table, name, kind, nullable in beside.execute(
        "select table_name, column_name, data_type, is_nullable = 'YES' from information_schema.columns "
        "where table_schema = 'public' and table_name <> 'steps' and is_identity = 'NO'"
    ).fetchall():
        columns.setdefault(str(table), []).append((str(name), str(kind), bool(nullable)))
        if name.endswith("_id"):
            distinct = FORCES if name == "force_id" else -1 / A_FEW
            beside.execute(f"alter table {table} alter column {name} set (n_distinct = {distinct})".encode())
    with beside.transaction():
        beside.execute("set local session_replication_role = replica")
        for table, found in columns.items():
            beside.execute(f"alter table {table} set (autovacuum_enabled = off)".encode())
            names = ", ".join(name for name, _, _ in found)
            whole = ", ".join(_VALUES[kind].format(1) for _, kind, _ in found)
            little = ", ".join("null" if nullable else _VALUES[kind].format(2) for _, kind, nullable in found)
            beside.execute(f"insert into {table} ({names}) values ({whole}), ({little})".encode())
    beside.execute("analyze")


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> Asked:
    """Every statement that the store runs while it is on."""
    made, real = Asked(), Session.execute

    def kept(self: Session, sql: str, parameters: Sequence[Any] = ()) -> Any:
        if made.on:
            made.statements[sql] = parameters
        return real(self, sql, parameters)

    monkeypatch.setattr(Session, "execute", kept)
    monkeypatch.setattr(figures, "THRESHOLD", 1)
    return made


def walks(beside: psycopg.Connection[Any], asked: Asked) -> list[tuple[str, str]]:
    """The tables that the statements would walk through, each with its statement."""
    asked.on = False
    found = []
    with beside.transaction(force_rollback=True):
        beside.execute(
            "update pg_class set reltuples = %s, relpages = greatest(1, pg_relation_size(oid) / 8192) "
            "where relnamespace = 'public'::regnamespace and relkind in ('r', 'i')",
            (ROWS,),
        )
        for sql, parameters in asked.statements.items():
            explained = f"explain (format json, costs off) {translated(sql)}".encode()
            (told,) = beside.execute(explained, parameters).fetchone() or ("[]",)
            (plan,) = json.loads(told)
            found += [(table, sql) for table in _walked(plan["Plan"]) if table not in FEW]
    return found


def _walked(node: dict[str, Any], above: str = "") -> Iterator[str]:
    kind = node["Node Type"]
    if kind == "Seq Scan" or (
        kind in ("Index Scan", "Index Only Scan") and "Index Cond" not in node and node["Index Name"] not in OF_FEW
    ):
        yield node["Relation Name"]
    if kind == "Bitmap Index Scan" and "Index Cond" not in node and node["Index Name"] not in OF_FEW:
        yield node["Index Name"]
    for each in node.get("Plans", ()):
        yield from _walked(each, kind)


@pytest.mark.parametrize("name", CHANGES)
def test_an_act_walks_through_no_table(
    large: tuple[PostgresStore, psycopg.Connection[Any]], asked: Asked, name: str
) -> None:
    store, beside = large
    emptied(beside)
    act = CHANGES[name](make_scene(store))
    asked.on = True
    act()
    assert asked.statements
    assert walks(beside, asked) == []


@pytest.mark.parametrize("name", sorted(READS - OF_THE_FILE))
def test_reading_walks_through_no_table(
    large: tuple[PostgresStore, psycopg.Connection[Any]], asked: Asked, name: str
) -> None:
    store, beside = large
    emptied(beside)
    given = values_of(make_scene(store)) | OF_ONE.get(name, {}) | OF_LATE.get(name, {})
    read: Callable[..., object] = getattr(store, name)
    kwargs = {each: given[each] for each in inspect.signature(read).parameters}
    asked.on = True
    read(**kwargs)
    assert asked.statements
    assert walks(beside, asked) == []


def test_what_goes_with_another_row_is_found_by_an_index(postgres: Postgres) -> None:
    """PostgreSQL looks for what refers to a row that is deleted; without an index it would walk through the table."""
    found = postgres.beside.execute(
        "select conrelid::regclass::text, conname from pg_constraint c where contype = 'f' and confdeltype <> 'a' "
        "and not exists (select 1 from pg_index i where i.indrelid = c.conrelid and i.indkey[0] = any(c.conkey) "
        "and coalesce(pg_get_expr(i.indpred, i.indrelid), '(a IS NOT NULL)') similar to '\\(\\w+ IS NOT NULL\\)')"
    ).fetchall()
    assert [(table, name) for table, name in found if table not in SMALL] == []
