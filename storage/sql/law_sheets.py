"""The law sheets of visits, in SQLite."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from types import MappingProxyType

from storage.law_sheets import SheetChange, WrittenSheet
from storage.sealing import Seal, Vault
from storage.sql import rows
from storage.sql.base import Base, replacing, run
from storage.sql.database import Database
from storage.sql.open_visits import must_be_open
from storage.sql.seals import KEY, OF_VISIT, copy_to_visit, opened, seal_of

_TABLE = "law_sheet_fields"
_SAVE = (
    f"insert into {_TABLE} (visit_id, name, sealed, account_id, at) values (?, ?, ?, ?, ?) "
    f"on conflict (visit_id, name) do update set {replacing('sealed, account_id, at')}"
)


class LawSheets(Base):
    """The part of the store about law sheets; `storage.law_sheets` says what each method does."""

    def law_sheet(self, visit_id: str) -> WrittenSheet:
        """See LawSheetStore."""
        found = self._rows(
            f"select r.name, r.sealed, a.name, r.at, {KEY} from {_TABLE} r join accounts a on a.id = r.account_id "
            f"{OF_VISIT} where r.visit_id = ? order by r.name",
            (visit_id,),
        )
        texts = _texts(self._vault, visit_id, found)
        authors = {name: author for name, _, author, *_ in found}
        changed = rows.moment(max((row[3] for row in found), default=None))
        return WrittenSheet(MappingProxyType(texts), MappingProxyType(authors), changed)

    def change_law_sheet(
        self, force_id: str, visit_id: str, account_id: str, change: SheetChange, now: datetime
    ) -> None:
        """See LawSheetStore."""
        with self._writing() as db:
            seal = seal_of(db, must_be_open(db, force_id, visit_id, now))
            written = f"select r.name, r.sealed, {KEY} from {_TABLE} r {OF_VISIT} where r.visit_id = ?"
            before = _texts(db.vault, visit_id, run(db, written, (visit_id,)).fetchall())
            for name, text in change(before).items():
                if before.get(name) != text:
                    sealed = seal.close(rows.clean(text), _TABLE, visit_id, name)
                    run(db, _SAVE, (visit_id, name, sealed, account_id, rows.to_time(now)))


def copy_sheet(db: Database, seal: Seal, from_id: str, to_id: str) -> None:
    """Begin the sheet of a visit as a copy of another's, within the act that begins the visit."""
    copy_to_visit(db, seal, _TABLE, "name, sealed, account_id, at", (from_id, to_id))


def _texts(vault: Vault, visit_id: str, found: Sequence[rows.Row]) -> dict[str, str]:
    seal, sealed = opened(vault, found)
    return {name: seal.text(text, _TABLE, visit_id, name) for name, text, *_ in sealed if seal}
