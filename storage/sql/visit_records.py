"""Findings, diary and recommendations of visits, in SQLite."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields
from datetime import date, datetime
from types import MappingProxyType

from assessment.visit_overrides import Advice
from assessment.visit_records import DiaryEntry, Finding
from storage.sealing import Seal, Vault
from storage.sql import rows
from storage.sql.acts import write_log
from storage.sql.base import Base, replacing, run
from storage.sql.database import Database
from storage.sql.open_visits import must_be_open
from storage.sql.seals import KEY, OF_VISIT, apart, copy_to_visit, opened, seal_of, together
from storage.visit_records import Author, Record, RecordKind

# The table of each kind by its name.
_TABLES: Mapping[str, str] = MappingProxyType(
    {"findings": "findings", "diary": "diary_entries", "advice": "visit_advice"}
)
AnyRecord = Finding | DiaryEntry | Advice
_DAYS = frozenset({"due", "day"})
_KEPT = "account_id, at"


class VisitRecords(Base):
    """The part of the store about the rows of visits; `storage.visit_records` says what each method does."""

    def records_of(self, visit_id: str, kind: RecordKind[Record]) -> dict[str, Record]:
        """See VisitRecordStore."""
        return _records(self._vault, kind, visit_id, self._rows(_all_of(kind), (visit_id,)))

    def record_authors(self, visit_id: str) -> dict[str, Author]:
        """See VisitRecordStore."""
        each = "select r.id, a.id, a.name, r.at from {} r join accounts a on a.id = r.account_id where r.visit_id = ?"
        sql = " union all ".join(each.format(table) for table in _TABLES.values())
        found = self._rows(sql, (visit_id,) * len(_TABLES))
        return {record: Author(who, name, datetime.fromisoformat(at)) for record, who, name, at in found}

    def change_records(
        self,
        force_id: str,
        visit_id: str,
        account_id: str,
        kind: RecordKind[Record],
        change: Callable[[Mapping[str, Record]], Mapping[str, Record | None]],
        now: datetime,
    ) -> None:
        """See VisitRecordStore."""
        with self._writing() as db:
            seal = seal_of(db, must_be_open(db, force_id, visit_id, now))
            before = _records(db.vault, kind, visit_id, run(db, _all_of(kind), (visit_id,)).fetchall())
            for record_id, record in change(before).items():
                if record == before.get(record_id):
                    continue
                changed = (account_id, rows.to_time(now))
                _save(db, seal, (_TABLES[kind.name], visit_id, record_id), record, changed)
                did = "removed" if record is None else "changed" if record_id in before else "added"
                write_log(db, force_id, account_id, f"{did}-{kind.name}", visit_id, now)

    def move_record(
        self, force_id: str, visit_id: str, kind: RecordKind[Record], record_id: str, by: int, now: datetime
    ) -> None:
        """See VisitRecordStore."""
        with self._writing() as db:
            must_be_open(db, force_id, visit_id, now)
            order = [row[0] for row in run(db, _all_of(kind), (visit_id,)).fetchall()]
            if record_id not in order:
                return
            at = order.index(record_id)
            order.insert(max(at + by, 0), order.pop(at))
            for position, each in enumerate(order, start=1):
                own = (position, visit_id, each)
                run(db, f"update {_TABLES[kind.name]} set position = ? where visit_id = ? and id = ?", own)


def copy_records(db: Database, seal: Seal, visit_id: str, copy_id: str) -> None:
    """Copy the rows of every kind to another visit, with their ids, order and authors."""
    for table in _TABLES.values():
        copy_to_visit(db, seal, table, f"id, position, sealed, {_KEPT}", (visit_id, copy_id))


def _all_of(kind: RecordKind[Record]) -> str:
    table = _TABLES[kind.name]
    return f"select r.id, r.sealed, {KEY} from {table} r {OF_VISIT} where r.visit_id = ? order by r.position, r.id"


def _records(vault: Vault, kind: RecordKind[Record], visit_id: str, found: Sequence[rows.Row]) -> dict[str, Record]:
    seal, sealed = opened(vault, found)
    table = _TABLES[kind.name]
    return {record_id: _record(kind, seal.text(text, table, visit_id, record_id)) for record_id, text in sealed if seal}


def _record(kind: RecordKind[Record], text: str) -> Record:
    made: Callable[..., Record] = kind.made
    names = [each.name for each in fields(kind.made)]
    values = zip(names, apart(text), strict=True)
    return made(*(date.fromisoformat(value) if name in _DAYS and value else value for name, value in values))


def _save(
    db: Database, seal: Seal, of: tuple[str, str, str], record: AnyRecord | None, changed: tuple[str, str]
) -> None:
    table, visit_id, record_id = of
    if record is None:
        run(db, f"delete from {table} where visit_id = ? and id = ?", (visit_id, record_id))
        return
    said = [getattr(record, each.name) for each in fields(record)]
    text = together([each.isoformat() if isinstance(each, date) else each for each in said])
    run(
        db,
        f"insert into {table} (visit_id, id, position, sealed, {_KEPT}) "
        f"select ?, ?, coalesce(max(position), 0) + 1, ?, ?, ? from {table} where visit_id = ? "
        f"on conflict (visit_id, id) do update set {replacing(f'sealed, {_KEPT}')}",
        (visit_id, record_id, seal.close(text, *of), *changed, visit_id),
    )
