"""Findings, diary and recommendations of visits, in SQLite."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields
from datetime import date, datetime
from types import MappingProxyType

from assessment.visit_overrides import Advice
from assessment.visit_records import DiaryEntry, Finding
from storage.sql import rows
from storage.sql.acts import write_log
from storage.sql.base import Base, run
from storage.sql.database import Database
from storage.sql.open_visits import must_be_open
from storage.visit_records import Author, Record, RecordKind

# By the name of a kind: its table, and the columns in the order of the fields of its class.
_TABLES: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "findings": ("findings", "text, importance, person, due, question_id"),
        "diary": ("diary_entries", "day, present, minutes, note"),
        "advice": ("visit_advice", "class_id, text, question_id"),
    }
)
AnyRecord = Finding | DiaryEntry | Advice
_DAYS = frozenset({"due", "day"})


class VisitRecords(Base):
    """The part of the store about the rows of visits; `storage.visit_records` says what each method does."""

    def records_of(self, visit_id: str, kind: RecordKind[Record]) -> dict[str, Record]:
        """See VisitRecordStore."""
        return _records(kind, self._rows(_all_of(kind), (visit_id,)))

    def record_authors(self, visit_id: str) -> dict[str, Author]:
        """See VisitRecordStore."""
        each = "select r.id, a.id, a.name, r.at from {} r join accounts a on a.id = r.account_id where r.visit_id = ?"
        sql = " union all ".join(each.format(table) for table, _ in _TABLES.values())
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
            must_be_open(db, force_id, visit_id, now)
            before = _records(kind, run(db, _all_of(kind), (visit_id,)).fetchall())
            for record_id, record in change(before).items():
                if record == before.get(record_id):
                    continue
                _save(db, _TABLES[kind.name][0], visit_id, record_id, record, (account_id, rows.to_time(now)))
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
                run(db, f"update {_TABLES[kind.name][0]} set position = ? where visit_id = ? and id = ?", own)


def copy_records(db: Database, visit_id: str, copy_id: str) -> None:
    """Copy the rows of every kind to another visit, with their ids, order and authors."""
    for table, columns in _TABLES.values():
        names = f"id, position, {columns}, account_id, at"
        run(
            db,
            f"insert into {table} (visit_id, {names}) select ?, {names} from {table} where visit_id = ?",
            (copy_id, visit_id),
        )


def _all_of(kind: RecordKind[Record]) -> str:
    table, columns = _TABLES[kind.name]
    return f"select id, {columns} from {table} where visit_id = ? order by position, id"


def _records(kind: RecordKind[Record], found: Sequence[rows.Row]) -> dict[str, Record]:
    names = _TABLES[kind.name][1].split(", ")
    made: Callable[..., Record] = kind.made
    return {
        record_id: made(*(date.fromisoformat(v) if n in _DAYS and v else v for n, v in zip(names, values, strict=True)))
        for record_id, *values in found
    }


def _save(
    db: Database, table: str, visit_id: str, record_id: str, record: AnyRecord | None, changed: tuple[str, str]
) -> None:
    if record is None:
        run(db, f"delete from {table} where visit_id = ? and id = ?", (visit_id, record_id))
        return
    columns = next(columns for each, columns in _TABLES.values() if each == table)
    names = [*columns.split(", "), "account_id", "at"]
    said = [getattr(record, each.name) for each in fields(record)]
    values = [*(each.isoformat() if isinstance(each, date) else each for each in said), *changed]
    run(
        db,
        f"insert into {table} (visit_id, id, position, {', '.join(names)}) "
        f"select ?, ?, coalesce(max(position), 0) + 1, {', '.join('?' * len(names))} from {table} where visit_id = ? "
        f"on conflict (visit_id, id) do update set {', '.join(f'{name} = excluded.{name}' for name in names)}",
        (visit_id, record_id, *values, visit_id),
    )
