"""Copies a SQLite store into an empty PostgreSQL database, in one transaction, and compares every row."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import psycopg
import sqlite_utils
from psycopg import sql

from storage.errors import StoreError
from storage.keys import Keys
from storage.postgres.connected import refuse_unfit
from storage.postgres.connections import Connection, connect
from storage.postgres.postgres_errors import translated_errors as postgres_errors
from storage.postgres.schema import migrate as migrate_postgres
from storage.sealing import Vault
from storage.sql.rows import clean
from storage.sqlite.connections import connect as connect_file
from storage.sqlite.copies import NoCopy, key_of
from storage.sqlite.in_use import alone
from storage.sqlite.schema import migrate as migrate_file
from storage.sqlite.sqlite_errors import translated_errors as sqlite_errors

# Rows that are fetched at once to be compared.
_SLICE = 1000
# What is in a database that a site has only looked at.
_EMPTY = {"settings": "where name <> 'checked'"}
Row = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class CopiedTable:
    """A table that was copied: how many rows, and the digest that both sides have."""

    name: str
    rows: int
    digest: str


def copy_store(path: Path, keys: Keys, url: str) -> tuple[CopiedTable, ...]:
    """Copy every table and compare it; the file stays as it is, with its tables brought up to date.

    Nothing may use the file meanwhile. Raises StoreError and OSError; then the target holds nothing of it.
    """
    if not path.is_file():
        raise NoCopy(f"There is no database {path}. Set CHECK_DATA to the folder of the service's data.")
    with alone(path), postgres_errors(), closing(connect(url)) as target:
        refuse_unfit(target)
        migrate_postgres(target, Vault(keys))
        key = key_of(path, keys)
        with sqlite_errors(), closing(connect_file(path, key, 0)) as source:
            migrate_file(source, Vault(keys))
            with target.transaction():
                copied = _copy(source, target)
        target.execute("analyze")
    return copied


def _copy(source: sqlite_utils.Database, target: Connection) -> tuple[CopiedTable, ...]:
    tables = _tables(target)
    _refuse_other_tables(source, tables)
    _refuse_what_is_there(target, tables)
    # Tables name each other in circles, so that no order of copying would do.
    references = _references(target)
    _alter(target, references, "deferrable initially deferred")
    copied = tuple(_copy_table(source, target, name, columns) for name, columns in sorted(tables.items()))
    target.execute("set constraints all immediate")
    _alter(target, references, "not deferrable")
    return copied


def _tables(target: Connection) -> dict[str, list[str]]:
    """The columns of each table of the store, in an order that both sides can give."""
    found: dict[str, list[str]] = {}
    for table, column in target.execute(
        "select table_name, column_name from information_schema.columns where table_schema = current_schema() "
        "and table_name <> 'steps' and column_name <> 'rowid' order by table_name, column_name"
    ):
        found.setdefault(str(table), []).append(str(column))
    return found


def _refuse_other_tables(source: sqlite_utils.Database, tables: dict[str, list[str]]) -> None:
    names = [name for name in source.table_names() if not name.startswith(("_", "sqlite_"))]
    there = {name: sorted(row[1] for row in source.execute(f"pragma table_info({name})")) for name in names}
    if there != tables:
        raise NoCopy("The tables of the two databases differ. Nothing was copied; report it as a bug.")


def _refuse_what_is_there(target: Connection, tables: dict[str, list[str]]) -> None:
    for name in tables:
        question = f"select exists (select 1 from {name} {_EMPTY.get(name, '')})"
        if target.execute(question.encode()).fetchone() == (True,):
            raise NoCopy(
                "The PostgreSQL database is not empty: a store is in it already, or a site was started with it. "
                "Nothing was copied. Make another database, or drop this one and make it again."
            )
    target.execute("delete from settings")


def _references(target: Connection) -> list[tuple[str, str]]:
    found = target.execute(
        "select conrelid::regclass::text, conname from pg_constraint "
        "where contype = 'f' and connamespace = current_schema()::regnamespace"
    )
    return [(str(table), str(name)) for table, name in found]


def _alter(target: Connection, references: Iterable[tuple[str, str]], how: str) -> None:
    for table, name in references:
        target.execute(f'alter table {table} alter constraint "{name}" {how}'.encode())


def _copy_table(source: sqlite_utils.Database, target: Connection, name: str, columns: list[str]) -> CopiedTable:
    count, digest = 0, 0
    names = ", ".join(columns)
    with target.cursor() as cursor, cursor.copy(f"copy {name} ({names}) from stdin".encode()) as lines:
        for row in _rows_of_file(source, name, names):
            lines.write_row(row)
            count, digest = count + 1, _added(digest, row)
    _go_on_counting(target, name)
    if _counted(target, name, names) != (count, digest):
        raise StoreError(f"The table {name} was not copied as it is. Nothing was kept; report it as a bug.")
    return CopiedTable(name, count, f"{digest:064x}")


def _rows_of_file(source: sqlite_utils.Database, name: str, names: str) -> Iterator[Row]:
    """In the order in which they were inserted, where the table knows it."""
    numbered = "rowid" if "without rowid" not in source.table(name).schema.lower() else "1"
    for row in source.execute(f"select {names} from {name} order by {numbered}"):
        yield tuple(clean(value) if isinstance(value, str) else value for value in row)


def _counted(target: Connection, name: str, names: str) -> tuple[int, int]:
    count, digest = 0, 0
    with psycopg.ServerCursor(target, "compared") as cursor:
        cursor.itersize = _SLICE
        for row in cursor.execute(f"select {names} from {name}".encode()):
            count, digest = count + 1, _added(digest, row)
    return count, digest


def _added(digest: int, row: Row) -> int:
    """The digest of one more row: the same in whatever order the rows come."""
    own = hashlib.sha256(repr(tuple(bytes(each) if isinstance(each, memoryview) else each for each in row)).encode())
    return (digest + int.from_bytes(own.digest())) % 2**256


def _go_on_counting(target: Connection, name: str) -> None:
    """Have the numbers that the table gives out itself follow those that it was given."""
    found = target.execute(
        "select column_name from information_schema.columns where table_schema = current_schema() "
        "and table_name = %s and identity_generation = 'BY DEFAULT'",
        (name,),
    ).fetchall()
    for (column,) in found:
        target.execute(
            sql.SQL("select setval(pg_get_serial_sequence({}, {}), coalesce(max({}), 0) + 1, false) from {}").format(
                sql.Literal(name), sql.Literal(column), sql.Identifier(str(column)), sql.Identifier(name)
            )
        )
