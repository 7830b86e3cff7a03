"""Filled-in forms and spreadsheets between their preview and Save."""

from __future__ import annotations

from datetime import datetime

from storage.ids import new_id
from storage.read_forms import MOST_FORMS, FormKind
from storage.sql import rows
from storage.sql.base import insert, must_own, not_found, run, same_as
from storage.sql.database import Database
from storage.sql.seals import KEY, Sealed, seal_of

_OF = "assessment_id, visit_id, kind"


class ReadForms(Sealed):
    """The part of the store about filled-in forms; `storage.read_forms` says what each method does."""

    def keep_form(
        self,
        workspace_id: str,
        assessment_id: str,
        content: str,
        now: datetime,
        *,
        visit_id: str | None = None,
        kind: FormKind = "form",
    ) -> str:
        """See ReadFormStore."""
        form_id, of = new_id(), (assessment_id, visit_id, kind)
        with self._writing() as db:
            must_own(db, workspace_id, assessment_id)
            _must_visit(db, assessment_id, visit_id)
            names = "id, workspace_id, assessment_id, visit_id, kind, sealed, kept"
            sealed = seal_of(db, workspace_id).close(rows.clean(content), "read_forms", form_id)
            insert(db, "read_forms", names, (form_id, workspace_id, *of, sealed, rows.to_time(now)))
            these, values = same_as(_OF, of)
            newest = f"select id from read_forms where {these} order by kept desc, rowid desc limit ?"
            run(db, f"delete from read_forms where {these} and id not in ({newest})", (*values, *values, MOST_FORMS))
        return form_id

    def read_form(
        self, assessment_id: str, form_id: str, *, visit_id: str | None = None, kind: FormKind = "form"
    ) -> str | None:
        """See ReadFormStore."""
        this, values = same_as(f"r.id, {_OF}", (form_id, assessment_id, visit_id, kind))
        sql = f"select r.sealed, {KEY} from read_forms r join workspaces w on w.id = r.workspace_id where {this}"
        seal, found = self._opened(sql, values)
        return seal.text(found[0][0], "read_forms", form_id) if seal else None

    def forget_forms(self, kept_before: datetime) -> int:
        """See ReadFormStore."""
        with self._writing() as db:
            return run(db, "delete from read_forms where kept < ?", (rows.to_time(kept_before),)).rowcount


def forget_form(db: Database, workspace_id: str, form_id: str | None) -> None:
    """Forget a form of this workspace within the transaction that saves what it says; None for none."""
    if form_id is not None:
        run(db, "delete from read_forms where id = ? and workspace_id = ?", (form_id, workspace_id))


def forget_sheets(db: Database, assessment_id: str) -> None:
    """Forget the spreadsheets of an assessment within the act that deletes what they may hold."""
    run(db, "delete from read_forms where assessment_id = ? and kind = 'sheet'", (assessment_id,))


def _must_visit(db: Database, assessment_id: str, visit_id: str | None) -> None:
    own = "select 1 from visits where id = ? and assessment_id = ?"
    if visit_id is not None and not run(db, own, (visit_id, assessment_id)).fetchone():
        raise not_found("visit")
