"""Looks through a whole database or back-up: that every page is as it was written, and that its parts fit together."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from time import sleep

from sqlcipher3 import dbapi2

from storage.errors import StoreError
from storage.sqlite.connections import unlock
from storage.sqlite.schema import step_names
from storage.steps import unknown

# As many as help; a file that was cut in half has thousands.
_MOST_PROBLEMS = 20


@dataclass(frozen=True, slots=True)
class Examined:
    """What was found: the newest step of its tables, and how many workspaces it holds."""

    step: str
    workspaces: int


class NotWhole(StoreError):  # noqa: N818 - names what was found
    """A database or back-up that cannot be relied on; the message has every problem that was found."""


def open_to_read(path: Path, key: bytes, *, in_use: bool) -> dbapi2.Connection:
    """Open a file to read it; one that is in use may have a log beside it, which is left in order.

    Raises sqlcipher's errors once it is read.
    """
    mode = "rw" if in_use else "ro"
    connection = dbapi2.connect(f"{path.absolute().as_uri()}?mode={mode}", uri=True, timeout=30, isolation_level=None)
    unlock(connection, key)
    return connection


def examine(path: Path, key: bytes, *, in_use: bool = False) -> Examined:
    """Look at every page and every row of a file. Raises NotWhole, in words, for whatever is wrong with it."""
    if not path.is_file():
        raise NotWhole(f"There is no file {path}. Give the path of the database or back-up itself.")
    if path.stat().st_size == 0:
        raise NotWhole(f"{path} is an empty file. Give another back-up.")
    connection = open_to_read(path, key, in_use=in_use)
    try:
        return _examined(connection, path)
    except dbapi2.DatabaseError as error:
        raise NotWhole(_in_words(error, path)) from error
    finally:
        connection.close()


def _examined(connection: dbapi2.Connection, path: Path) -> Examined:
    # Asked first: a wrong key is told from damage by the first page.
    connection.execute("select count(*) from sqlite_master").fetchone()
    problems = _damaged_pages(connection)
    if not problems:
        problems = [str(row[0]) for row in connection.execute("pragma integrity_check(20)") if row[0] != "ok"]
        problems += [
            f"table {row[0]}: a row belongs to nothing" for row in connection.execute("pragma foreign_key_check")
        ]
    if problems:
        shown = "".join(f"\n  {problem}" for problem in problems[:_MOST_PROBLEMS])
        more = len(problems) - _MOST_PROBLEMS
        raise NotWhole(f"{path} is damaged:{shown}" + (f"\n  and {more} more" if more > 0 else "") + f"\n{_REMEDY}")
    return Examined(_newest_step(connection, path), _count(connection, "workspaces"))


def _damaged_pages(connection: dbapi2.Connection) -> list[str]:
    """The pages that are not as they were written; one that is just being written may look so once, never thrice."""
    found: list[str] = []
    for attempt in range(3):
        seen = [str(row[0]) for row in connection.execute("pragma cipher_integrity_check")]
        found = [each for each in seen if each in found or attempt == 0]
        if not found:
            break
        sleep(0.2)
    return found


_REMEDY = "Restore a back-up from before the damage: flask store restore FILE --replace"


def _newest_step(connection: dbapi2.Connection, path: Path) -> str:
    try:
        steps = {str(row[0]) for row in connection.execute("select name from _sqlite_migrations")}
    except dbapi2.OperationalError as error:
        raise NotWhole(f"{path} is no database of this service: it has none of its tables.") from error
    if newer := unknown(steps, step_names()):
        raise NotWhole(
            f"{path} was made by a newer version of the service ({', '.join(newer)}). "
            "Install that version, then run this again."
        )
    return max(steps, default="")


def _count(connection: dbapi2.Connection, table: str) -> int:
    try:
        return int(connection.execute(f"select count(*) from {table}").fetchone()[0])
    except dbapi2.OperationalError:
        return 0


def _in_words(error: dbapi2.DatabaseError, path: Path) -> str:
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code == dbapi2.SQLITE_NOTADB:
        return (
            f"The key does not open {path}. Give the file of the key that it was made under with --key-file. "
            "If that is the right key, the file is damaged or is no back-up: give another one."
        )
    if code == dbapi2.SQLITE_CORRUPT:
        return f"{path} is not whole: a part of it is missing or damaged. Give another back-up."
    return f"{path} cannot be read: {error}. Check the disk, and who may read the file."
