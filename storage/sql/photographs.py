"""Photographs of findings, in SQLite."""

from __future__ import annotations

from datetime import datetime

from storage.errors import NotFound, Refused
from storage.ids import new_id
from storage.photographs import NewPhotograph
from storage.sealing import Seal
from storage.sql import rows
from storage.sql.acts import write_log
from storage.sql.base import insert, run
from storage.sql.database import Database
from storage.sql.open_visits import must_be_open
from storage.sql.seals import KEY, OF_VISIT, Sealed, copy_to_visit, seal_of

_TABLE = "photographs"
_NAMES = "id, finding_id, position, sealed, account_id, at"


class Photographs(Sealed):
    """The part of the store about photographs; `storage.photographs` says what each method does."""

    def photographs_of(self, visit_id: str) -> dict[str, str]:
        """See PhotographStore."""
        sql = "select id, finding_id from photographs where visit_id = ? order by position, id"
        return {str(row[0]): str(row[1]) for row in self._rows(sql, (visit_id,))}

    def photograph(self, visit_id: str, photograph_id: str) -> bytes | None:
        """See PhotographStore."""
        sql = f"select r.sealed, {KEY} from photographs r {OF_VISIT} where r.visit_id = ? and r.id = ?"
        seal, found = self._opened(sql, (visit_id, photograph_id))
        return seal.open(found[0][0], _TABLE, visit_id, photograph_id) if seal else None

    def add_photograph(self, force_id: str, account_id: str, new: NewPhotograph, now: datetime) -> str:
        """See PhotographStore."""
        own = (new.visit_id, new.finding_id)
        with self._writing() as db:
            seal = seal_of(db, must_be_open(db, force_id, new.visit_id, now))
            if not run(db, "select 1 from findings where visit_id = ? and id = ?", own).fetchone():
                raise NotFound("There is no such finding any longer. Go back to the visit.")
            there = run(db, "select id, sealed from photographs where visit_id = ? and finding_id = ?", own).fetchall()
            for photograph_id, sealed in there:
                if seal.open(sealed, _TABLE, new.visit_id, photograph_id) == new.picture:
                    return str(photograph_id)
            counted = "select count(*), coalesce(max(position), 0) + 1 from photographs where visit_id = ?"
            count, position = run(db, counted, (new.visit_id,)).fetchone()
            if count >= new.most:
                raise Refused(f"This visit has {new.most} photographs, the most it can have. Remove one first")
            photograph_id = new_id()
            sealed = seal.close(new.picture, _TABLE, new.visit_id, photograph_id)
            values = (new.visit_id, photograph_id, new.finding_id, position, sealed, account_id, rows.to_time(now))
            insert(db, _TABLE, f"visit_id, {_NAMES}", values)
            write_log(db, force_id, account_id, "added-photograph", new.visit_id, now)
        return photograph_id

    def remove_photograph(
        self, force_id: str, visit_id: str, account_id: str, photograph_id: str, now: datetime
    ) -> None:
        """See PhotographStore."""
        with self._writing() as db:
            must_be_open(db, force_id, visit_id, now)
            own = (visit_id, photograph_id)
            if run(db, "delete from photographs where visit_id = ? and id = ?", own).rowcount:
                write_log(db, force_id, account_id, "removed-photograph", visit_id, now)


def copy_photographs(db: Database, seal: Seal, visit_id: str, copy_id: str) -> None:
    """Copy the photographs to another visit, whose findings are copied already."""
    copy_to_visit(db, seal, _TABLE, _NAMES, (visit_id, copy_id))
