"""Corrections of signed visits, in SQLite."""

from __future__ import annotations

from datetime import datetime

from storage.errors import Refused
from storage.ids import new_id
from storage.sql import rows
from storage.sql.acts import write_log
from storage.sql.base import Base, insert, run
from storage.sql.law_sheets import copy_sheet
from storage.sql.open_visits import ONE_VISIT, SEEN, VISIT, must_be_open, no_visit, to_visit
from storage.sql.photographs import copy_photographs
from storage.sql.seals import copy_to_visit, seal_of
from storage.sql.visit_records import copy_records
from storage.visits import Visit

_REMARK = "question_id, sealed, account_id, at"


class Corrections(Base):
    """The part of the store about corrections; `storage.corrections` says what each method does."""

    def begin_correction(
        self, force_id: str, visit_id: str, account_id: str, *, since: datetime, now: datetime
    ) -> Visit:
        """See CorrectionStore."""
        with self._writing() as db:
            signed = run(
                db,
                f"select {rows.with_key(VISIT, 'v')} from visits v join shares s on {SEEN} "
                "where v.id = ? and v.force_id = ? and v.signed >= ?",
                (rows.to_time(now), visit_id, force_id, rows.to_time(since)),
            ).fetchone()
            if signed is None:
                raise no_visit()
            visit = to_visit(db.vault, signed)
            found = run(db, f"{ONE_VISIT} where corrects = ?", (visit_id,)).fetchone()
            if found is not None:
                known = to_visit(db.vault, found)
                if known.signed:
                    raise no_visit()
                return known
            other = "select 1 from visits where share_id = ? and force_id = ? and signed is null"
            if run(db, other, (visit.share_id, force_id)).fetchone():
                raise Refused("Another visit to this business is under way. Sign it off first, then correct this one.")
            about = (visit.share_id, visit.workspace_id, visit.assessment_id, force_id, account_id)
            copy_id, seal = new_id(), seal_of(db, visit.workspace_id)
            insert(db, "visits", VISIT, (copy_id, *about, rows.to_time(now), None, None, None, None, visit_id))
            copy_to_visit(db, seal, "remarks", _REMARK, (visit_id, copy_id))
            copy_records(db, seal, visit_id, copy_id)
            copy_photographs(db, seal, visit_id, copy_id)
            copy_sheet(db, seal, visit_id, copy_id)
            write_log(db, force_id, account_id, "began-correction", visit_id, now)
            return to_visit(db.vault, run(db, f"{ONE_VISIT} where id = ?", (copy_id,)).fetchone())

    def drop_correction(self, force_id: str, visit_id: str, account_id: str, now: datetime) -> None:
        """See CorrectionStore."""
        with self._writing() as db:
            must_be_open(db, force_id, visit_id, now)
            dropped = "delete from visits where id = ? and corrects is not null returning corrects"
            found = run(db, dropped, (visit_id,)).fetchone()
            if found is None:
                raise no_visit()
            write_log(db, force_id, account_id, "dropped-correction", found[0], now)

    def correction_of(self, visit_id: str) -> Visit | None:
        """See CorrectionStore."""
        row = self._row(f"{ONE_VISIT} where corrects = ?", (visit_id,))
        return to_visit(self._vault, row) if row else None
