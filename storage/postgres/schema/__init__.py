"""The tables in PostgreSQL. They begin with one file, the tables of SQLite at that step; later steps are the same ones.

A step of `storage/sqlite/schema` is translated. Where that does not do, a file of the same name here takes its place.
"""

from __future__ import annotations

from pathlib import Path

from storage.errors import StoreUnavailable
from storage.postgres.connections import Connection, Session
from storage.postgres.dialect import translated_step
from storage.sealing import Vault
from storage.sql import seal_content
from storage.sqlite.schema import step_files

FIRST = "0038_remarks_seen"
_OWN = {path.stem: path for path in sorted(Path(__file__).parent.glob("*.sql"))}
_LATER = {path.stem: path for path in step_files() if path.stem > FIRST}
# One process at a time; the others wait, and then find nothing to do.
_MIGRATING = 7_301_000_002


def step_names() -> tuple[str, ...]:
    """Every step of this version of the program, in order."""
    return tuple(sorted({*_OWN, *_LATER}))


def text_of(step: str) -> str:
    """The statements of a step."""
    if step in _OWN:
        return _OWN[step].read_text(encoding="utf-8")
    return translated_step(_LATER[step].read_text(encoding="utf-8"))


def migrate(connection: Connection, vault: Vault) -> None:
    """Bring the tables up to date, all steps or none. Raises psycopg's errors.

    The vault seals what an earlier version kept openly.

    Raises StoreUnavailable when a newer version of the program has changed the database.
    """
    known = applied(connection)
    if known == list(step_names()):
        return
    with connection.transaction():
        connection.execute(f"select pg_advisory_xact_lock({_MIGRATING})".encode())
        connection.execute(
            "create table if not exists steps (name text primary key, applied timestamptz not null default now())"
        )
        known = applied(connection)
        newer = set(known) - set(step_names())
        if newer:
            raise StoreUnavailable(
                f"The database has steps that this version does not know ({', '.join(sorted(newer))}). "
                "Run the version that made them, or restore a back-up from before it."
            )
        for step in step_names():
            if step not in known:
                if step == seal_content.NEXT:
                    seal_content.seal_content(Session(connection), vault)
                connection.execute(text_of(step).encode())
                connection.execute("insert into steps (name) values (%s)", (step,))
    if known and seal_content.NEXT not in known:
        # What was open is still in the files, in rows and columns that are no more, until they are written again.
        connection.execute("vacuum full")


def applied(connection: Connection) -> list[str]:
    """The steps that a database has, in order."""
    if connection.execute("select to_regclass('steps')").fetchone() == (None,):
        return []
    return [str(name) for (name,) in connection.execute('select name from steps order by name collate "C"')]
