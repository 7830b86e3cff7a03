"""The procedures of places."""

from __future__ import annotations

from datetime import datetime
from types import MappingProxyType

from storage.procedures import Written, WrittenChange
from storage.sealing import Seal
from storage.sql import rows
from storage.sql.base import Base, not_found, replacing, run, touch
from storage.sql.database import Database
from storage.sql.seals import KEY

_TABLE = "procedure_fields"
_WRITTEN = (
    f"select (select {rows.as_blocks('name', 'sealed')} from procedure_fields where premises_id = p.id), "
    "(select max(changed) from procedure_fields where premises_id = p.id), "
    f"{KEY} from premises p join workspaces w on w.id = p.workspace_id where p.id = ?"
)


class Procedures(Base):
    """The part of the store about procedures; `storage.procedures` says what each method does."""

    def procedures(self, premises_id: str) -> Written:
        """See ProcedureStore."""
        row = self._row(_WRITTEN, (premises_id,))
        return _written(row, self._vault.seal(*row[-2:]), premises_id) if row else Written()

    def change_procedures(self, workspace_id: str, premises_id: str, change: WrittenChange, now: datetime) -> None:
        """See ProcedureStore."""
        own = (premises_id, workspace_id)
        with self._writing(workspace_id) as db:
            if not run(db, "select 1 from premises where id = ? and workspace_id = ?", own).fetchone():
                raise not_found("premises")
            found = run(db, _WRITTEN, (premises_id,)).fetchone()
            seal = db.vault.seal(*found[-2:])
            before = _written(found, seal, premises_id).texts
            changed = {name: text for name, text in change(before).items() if before.get(name) != text}
            for name, text in changed.items():
                run(
                    db,
                    "insert into procedure_fields (premises_id, name, sealed, changed) values (?, ?, ?, ?) "
                    f"on conflict (premises_id, name) do update set {replacing('sealed, changed')}",
                    (premises_id, name, seal.close(rows.clean(text), _TABLE, premises_id, name), rows.to_time(now)),
                )
            if changed:
                _forget_prints(db, workspace_id, premises_id)
            touch(db, workspace_id, now)


def _forget_prints(db: Database, workspace_id: str, premises_id: str) -> None:
    ordered = "select id, subject from prints where workspace_id = ? and kind = 'procedures'"
    for print_id, subject in run(db, ordered, (workspace_id,)).fetchall():
        if rows.from_json(subject).get("premises") == premises_id:
            run(db, "delete from prints where id = ?", (print_id,))


def _written(row: rows.Row, seal: Seal, premises_id: str) -> Written:
    found = sorted(rows.blocks(row[0]).items())
    texts = {name: seal.text(sealed, _TABLE, premises_id, name) for name, sealed in found}
    return Written(MappingProxyType(texts), rows.moment(row[1]))
