"""The procedures of places."""

from __future__ import annotations

from datetime import datetime
from types import MappingProxyType

from storage.procedures import Written, WrittenChange
from storage.sql import rows
from storage.sql.base import Base, not_found, replacing, run, touch
from storage.sql.database import Database

_WRITTEN = f"select {rows.as_list('name, written, changed')} from procedure_fields where premises_id = ?"


class Procedures(Base):
    """The part of the store about procedures; `storage.procedures` says what each method does."""

    def procedures(self, premises_id: str) -> Written:
        """See ProcedureStore."""
        row = self._row(_WRITTEN, (premises_id,))
        return _written(row) if row else Written()

    def change_procedures(self, workspace_id: str, premises_id: str, change: WrittenChange, now: datetime) -> None:
        """See ProcedureStore."""
        own = (premises_id, workspace_id)
        with self._writing(workspace_id) as db:
            if not run(db, "select 1 from premises where id = ? and workspace_id = ?", own).fetchone():
                raise not_found("premises")
            before = _written(run(db, _WRITTEN, (premises_id,)).fetchone()).texts
            changed = {name: text for name, text in change(before).items() if before.get(name) != text}
            for name, text in changed.items():
                run(
                    db,
                    "insert into procedure_fields (premises_id, name, written, changed) values (?, ?, ?, ?) "
                    f"on conflict (premises_id, name) do update set {replacing('written, changed')}",
                    (premises_id, name, text, rows.to_time(now)),
                )
            if changed:
                _forget_prints(db, workspace_id, premises_id)
            touch(db, workspace_id, now)


def _forget_prints(db: Database, workspace_id: str, premises_id: str) -> None:
    ordered = "select id, subject from prints where workspace_id = ? and kind = 'procedures'"
    for print_id, subject in run(db, ordered, (workspace_id,)).fetchall():
        if rows.from_json(subject).get("premises") == premises_id:
            run(db, "delete from prints where id = ?", (print_id,))


def _written(row: rows.Row) -> Written:
    found = rows.from_list(row[0])
    moments = [moment for _, _, moment in found]
    texts = {name: text for name, text, _ in found}
    return Written(MappingProxyType(texts), rows.moment(max(moments, default=None)))
