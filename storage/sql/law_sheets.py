"""The law sheets of visits, in SQLite."""

from __future__ import annotations

from datetime import datetime
from types import MappingProxyType

from storage.law_sheets import SheetChange, WrittenSheet
from storage.sql import rows
from storage.sql.base import Base, run
from storage.sql.database import Database
from storage.sql.open_visits import must_be_open

_SAVE = (
    "insert into law_sheet_fields (visit_id, name, written, account_id, at) values (?, ?, ?, ?, ?) "
    "on conflict (visit_id, name) do update set written = excluded.written, account_id = excluded.account_id, "
    "at = excluded.at"
)


class LawSheets(Base):
    """The part of the store about law sheets; `storage.law_sheets` says what each method does."""

    def law_sheet(self, visit_id: str) -> WrittenSheet:
        """See LawSheetStore."""
        found = self._rows(
            "select f.name, f.written, a.name, f.at from law_sheet_fields f join accounts a on a.id = f.account_id "
            "where f.visit_id = ? order by f.name",
            (visit_id,),
        )
        texts, authors = {row[0]: row[1] for row in found}, {row[0]: row[2] for row in found}
        changed = rows.moment(max((row[3] for row in found), default=None))
        return WrittenSheet(MappingProxyType(texts), MappingProxyType(authors), changed)

    def change_law_sheet(
        self, force_id: str, visit_id: str, account_id: str, change: SheetChange, now: datetime
    ) -> None:
        """See LawSheetStore."""
        with self._writing() as db:
            must_be_open(db, force_id, visit_id, now)
            found = run(db, "select name, written from law_sheet_fields where visit_id = ?", (visit_id,)).fetchall()
            before = dict(found)
            for name, text in change(before).items():
                if before.get(name) != text:
                    run(db, _SAVE, (visit_id, name, rows.clean(text), account_id, rows.to_time(now)))


def copy_sheet(db: Database, from_id: str, to_id: str) -> None:
    """Begin the sheet of a visit as a copy of another's, within the act that begins the visit."""
    columns = "name, written, account_id, at"
    copied = f"insert into law_sheet_fields (visit_id, {columns}) select ?, {columns} from law_sheet_fields"
    run(db, f"{copied} where visit_id = ?", (to_id, from_id))
