"""The base of every part of the store: reading, and writing in one transaction."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from contextlib import AbstractContextManager, suppress
from datetime import datetime

from local_time import london_day
from storage.errors import NotFound, StoreUnavailable
from storage.sealing import Vault
from storage.sql import rows
from storage.sql.database import Cursor, Database, Runs
from storage.sql.database import Parameters as Parameters


class Base(ABC):
    """A database that runs the statements of the parts of a store, and the vault that opens what they give."""

    _vault: Vault

    @abstractmethod
    def clean_log(self) -> bool:
        """See SiteStore."""

    @abstractmethod
    def _writing(self, of: str | None = None, /) -> AbstractContextManager[Database]:
        """One transaction: all that is written inside is kept, or none.

        Nobody else writes meanwhile. Where an act reads and changes nothing but what belongs to one thing, `of` names
        it by its id (or another fixed word): then a database that can do so lets others write to other things.
        """

    @abstractmethod
    def _row(self, sql: str, parameters: Parameters) -> rows.Row | None:
        """The first row that one statement gives, as the database is now."""

    @abstractmethod
    def _rows(self, sql: str, parameters: Parameters) -> list[rows.Row]:
        """All rows that one statement gives, as the database is now."""

    def _clean_after_deletion(self) -> None:
        """Clean the log. What was deleted is deleted, whatever comes of this: the worker tries again every minute."""
        with suppress(StoreUnavailable):
            self.clean_log()


def run(db: Runs, sql: str, parameters: Parameters) -> Cursor:
    """Run one statement; text is cleaned, as hostile text may be in an identifier just as in a note."""
    return db.execute(sql, [rows.to_value(each) for each in parameters])


def insert(db: Database, table: str, names: str, row: Sequence[str | bytes | int | None]) -> None:
    """Insert one row, whose values are in the order of these column names."""
    places = ", ".join("?" * len(row))
    run(db, f"insert into {table} ({names}) values ({places})", row)


def replacing(names: str) -> str:
    """What an insert does to these columns of the row that is there: `on conflict (…) do update set …`."""
    return ", ".join(f"{name} = excluded.{name}" for name in names.split(", "))


def same_as(names: str, values: Parameters) -> tuple[str, Parameters]:
    """The condition that these columns have these values, and its parameters: nothing equals null in SQL."""
    pairs = list(zip(names.split(", "), values, strict=True))
    condition = " and ".join(f"{name} is null" if value is None else f"{name} = ?" for name, value in pairs)
    return condition, tuple(value for value in values if value is not None)


def update_one(db: Database, thing: str, sql: str, parameters: Parameters) -> None:
    """Run an update of one row; NotFound where there is no such row."""
    if run(db, sql, parameters).rowcount == 0:
        raise not_found(thing)


def touch(db: Database, workspace_id: str, now: datetime, touched: str | None = None) -> None:
    """Note that someone was here, so that the workspace is not deleted as forgotten; `touched` where it is known.

    Days are what counts, so it is written once on a day in London: saves are many, and each would write two pages more
    to the disk. Raises NotFound.
    """
    if touched is None:
        row = run(db, "select touched from workspaces where id = ?", (workspace_id,)).fetchone()
        if row is None:
            raise not_found("workspace")
        (touched,) = row
    if london_day(datetime.fromisoformat(touched)) != london_day(now):
        run(db, "update workspaces set touched = ? where id = ?", (rows.to_time(now), workspace_id))


def must_own(db: Database, workspace_id: str, assessment_id: str | None = None) -> None:
    """NotFound for an unknown workspace, and for an assessment that is not this workspace's."""
    if not run(db, "select 1 from workspaces where id = ?", (workspace_id,)).fetchone():
        raise not_found("workspace")
    own = "select 1 from assessments where id = ? and workspace_id = ?"
    if assessment_id is not None and not run(db, own, (assessment_id, workspace_id)).fetchone():
        raise not_found("assessment")


def not_found(thing: str) -> NotFound:
    """One wording for missing things and for things of another workspace."""
    return NotFound(f"There is no such {thing} in this workspace. Go back to its list and choose again.")


def no_account() -> NotFound:
    """One wording for an account, or what belongs to it, that is not there or not in the state for this."""
    return NotFound("There is no such account in this state. Look at the team again.")
