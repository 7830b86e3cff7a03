"""The tables in PostgreSQL. They begin with one file, the tables of SQLite at that step; later steps are the same ones.

A step of `storage/sqlite/schema` is translated. Where that does not do, a file of the same name here takes its place.
"""

from __future__ import annotations

from pathlib import Path

from psycopg import errors

from storage.postgres.connections import Connection, Session
from storage.postgres.dialect import translated_step
from storage.sealing import Vault
from storage.sql import seal_content
from storage.sqlite.schema import step_files
from storage.steps import refuse_newer

FIRST = "0038_remarks_seen"
_OWN = {path.stem: path for path in sorted(Path(__file__).parent.glob("*.sql"))}
_LATER = {path.stem: path for path in step_files() if path.stem > FIRST}
# The setting that is there as long as the files of the tables may hold what was once kept openly.
_OPEN_REMAINS = "open-content-remains"
# The number of the lock that every act shares, or has for itself alone.
WHOLE = 7_301_000_001
# Seconds that the steps wait for others: for a process that applies them already, and for who reads a table. Those who
# want to read it afterwards wait behind them; so they give way to one who reads for long, and try again.
_PATIENCE, _TURN, _TURNS = 60, 3, 3


def step_names() -> tuple[str, ...]:
    """Every step of this version of the program, in order."""
    return tuple(sorted({*_OWN, *_LATER}))


def text_of(step: str) -> str:
    """The statements of a step."""
    if step in _OWN:
        return _OWN[step].read_text(encoding="utf-8")
    return translated_step(_LATER[step].read_text(encoding="utf-8"))


def migrate(connection: Connection, vault: Vault) -> None:
    """Bring the tables up to date, all steps or none, while other programs use them. Raises psycopg's errors.

    The vault seals what an earlier version kept openly.

    Raises StoreUnavailable when a newer version of the program has changed what this one relies on.
    """
    for turn in range(1, _TURNS + 1):
        if not _pending(connection):
            break
        try:
            with connection.transaction():
                _apply(connection, vault)
        except (errors.DeadlockDetected, errors.LockNotAvailable):
            if turn == _TURNS:
                raise
    if connection.execute("select to_regclass('settings')").fetchone() != (None,):
        _write_again(connection)


def _write_again(connection: Connection) -> None:
    """Take out of the files what was open: it is in rows and columns that are no more, until they are written again.

    What says that this is to be done outlasts a start that is killed in the middle of it.
    """
    if connection.execute("select 1 from settings where name = %s", (_OPEN_REMAINS,)).fetchone():
        connection.execute("vacuum full")
        connection.execute("delete from settings where name = %s", (_OPEN_REMAINS,))


def _apply(connection: Connection, vault: Vault) -> None:
    """One process at a time, and no act meanwhile: the others wait, and then find nothing to do."""
    connection.execute(f"set local lock_timeout = '{_PATIENCE}s'".encode())
    connection.execute(f"select pg_advisory_xact_lock({WHOLE})".encode())
    connection.execute(f"set local lock_timeout = '{_TURN}s'".encode())
    connection.execute(
        "create table if not exists steps (name text primary key, applied timestamptz not null default now())"
    )
    for step in _pending(connection):
        if step == seal_content.NEXT:
            seal_content.seal_content(Session(connection), vault)
            connection.execute(
                "insert into settings (name, value, kept) select %s, '', '' where exists (select 1 from workspaces)",
                (_OPEN_REMAINS,),
            )
        connection.execute(text_of(step).encode())
        connection.execute("insert into steps (name) values (%s)", (step,))


def _pending(connection: Connection) -> list[str]:
    known = applied(connection)
    refuse_newer(known, step_names())
    return [step for step in step_names() if step not in known]


def applied(connection: Connection) -> list[str]:
    """The steps that a database has, in order."""
    if connection.execute("select to_regclass('steps')").fetchone() == (None,):
        return []
    return [str(name) for (name,) in connection.execute('select name from steps order by name collate "C"')]
