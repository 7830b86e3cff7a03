"""The log: lines are written in the same transaction as the act."""

from __future__ import annotations

from datetime import datetime

from storage.acts import Act
from storage.sql import rows
from storage.sql.base import Base, no_account, run
from storage.sql.database import Database


class Acts(Base):
    """The part of the store about the log; `storage.acts` says what the method does."""

    def log_of(self, force_id: str, before: int | None = None, most: int = 100) -> tuple[Act, ...]:
        """See ActStore."""
        found = self._rows(
            f"select {rows.ACT} from acts where force_id = ? and id < ? order by id desc limit ?",
            (force_id, before or 2**62, most),
        )
        return tuple(map(rows.act, found))

    def act_others(self, force_id: str, acts: tuple[int, int]) -> dict[int, str]:
        """See ActStore."""
        found = self._rows(
            "select o.act_id, o.other from acts a join act_others o on o.act_id = a.id "
            "where a.force_id = ? and a.id between ? and ?",
            (force_id, *acts),
        )
        return {int(act_id): str(other) for act_id, other in found}

    def note_log_export(self, account_id: str, now: datetime) -> None:
        """See ActStore."""
        with self._writing() as db:
            log_by(db, account_id, "exported-log", "", now)


def write_log(db: Database, force_id: str, account_id: str, act: str, about: str, now: datetime) -> int:
    """Add a line to the log of a force; gives its id."""
    (act_id,) = run(
        db,
        "insert into acts (at, force_id, account_id, act, about) values (?, ?, ?, ?, ?) returning id",
        (rows.to_time(now), force_id, account_id, act, about),
    ).fetchone()
    return int(act_id)


def write_other(db: Database, act_id: int, other: str) -> None:
    """Note the other side of a line: an account, or of what was passed on the force."""
    run(db, "insert into act_others (act_id, other) values (?, ?)", (act_id, other))


def log_by(db: Database, account_id: str, act: str, about: str, now: datetime) -> None:
    """Add a line to the log of the force of this account. NotFound for an unknown account: no act without an actor."""
    row = run(db, "select force_id from accounts where id = ?", (account_id,)).fetchone()
    if row is None:
        raise no_account()
    write_log(db, row[0], account_id, act, about, now)
