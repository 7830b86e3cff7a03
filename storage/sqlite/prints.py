"""Print orders in SQLite."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from sqlite_utils import Database

from storage.ids import new_id
from storage.records import PrintOrder, Value
from storage.sqlite import rows
from storage.sqlite.base import Base, Parameters, not_found, run

# The newest of one kind that stay for one owner, and the newest of all that belong to nobody.
OWN_PRINTS_KEPT, PUBLIC_PRINTS_KEPT = 3, 200
_TO_DO = "printed is null and failed is null"


class Prints(Base):
    """The part of the store about print orders; `storage.store` says what each method does."""

    def order_print(
        self,
        kind: str,
        key: str,
        subject: Mapping[str, Value],
        now: datetime,
        *,
        workspace_id: str | None = None,
        assessment_id: str | None = None,
    ) -> PrintOrder:
        """See Store."""
        owner = (workspace_id, assessment_id)
        row = (new_id(), key, kind, rows.to_json(subject), *owner, rows.to_time(now), None, None, 0, None, None)
        with self._writing() as db:
            _must_own(db, workspace_id, assessment_id)
            same = run(
                db,
                f"select {rows.ORDER} from prints where workspace_id is ? and assessment_id is ? and kind = ? "  # noqa: S608
                "and key = ? order by rowid desc",
                (*owner, kind, key),
            ).fetchone()
            if same is not None:
                return rows.order(same)
            db.table("prints").insert(dict(zip(rows.ORDER.split(", "), row, strict=True)))
            _forget_old(db, workspace_id, assessment_id, kind)
        return rows.order(row)

    def find_print(self, print_id: str) -> PrintOrder | None:
        """See Store."""
        row = self._row(f"select {rows.ORDER} from prints where id = ?", (print_id,))  # noqa: S608
        return rows.order(row) if row else None

    def printed_document(self, print_id: str) -> bytes | None:
        """See Store."""
        row = self._row("select document from prints where id = ?", (print_id,))
        return row[0] if row else None

    def unfinished_prints(self) -> tuple[PrintOrder, ...]:
        """See Store."""
        found = self._rows(f"select {rows.ORDER} from prints where {_TO_DO} order by asked, rowid", ())  # noqa: S608
        return tuple(map(rows.order, found))

    def take_print(self, print_id: str, printer: str, now: datetime, *, gone: str | None = None) -> PrintOrder | None:
        """See Store."""
        with self._writing() as db:
            row = run(
                db,
                f"update prints set started = ?, printer = ?, tries = tries + 1 "  # noqa: S608
                f"where id = ? and printer is ? and {_TO_DO} returning {rows.ORDER}",
                (rows.to_time(now), printer, print_id, gone),
            ).fetchone()
        return rows.order(row) if row else None

    def keep_printed(self, print_id: str, printer: str, key: str, document: bytes, now: datetime) -> bool:
        """See Store."""
        return self._changed(
            f"update prints set key = ?, document = ?, printed = ? where id = ? and printer = ? and {_TO_DO}",  # noqa: S608
            (key, document, rows.to_time(now), print_id, printer),
        )

    def give_print_back(self, print_id: str, printer: str, now: datetime, *, most_tries: int) -> None:
        """See Store."""
        self._changed(
            f"update prints set failed = case when tries >= ? then ? end, printer = null, started = null "  # noqa: S608
            f"where id = ? and printer = ? and {_TO_DO}",
            (most_tries, rows.to_time(now), print_id, printer),
        )

    def retry_print(self, print_id: str, now: datetime) -> None:
        """See Store."""
        self._changed(
            "update prints set asked = ?, failed = null, tries = 0 where id = ? and failed is not null",
            (rows.to_time(now), print_id),
        )

    def forget_print(self, print_id: str) -> None:
        """See Store."""
        self._changed("delete from prints where id = ?", (print_id,))

    def _changed(self, sql: str, parameters: Parameters) -> bool:
        with self._writing() as db:
            return run(db, sql, parameters).rowcount > 0


def _must_own(db: Database, workspace_id: str | None, assessment_id: str | None) -> None:
    owner = (workspace_id, assessment_id)
    if assessment_id is not None:
        if not run(db, "select 1 from assessments where workspace_id is ? and id = ?", owner).fetchone():
            raise not_found("assessment")
    elif workspace_id is not None and not run(db, "select 1 from workspaces where id = ?", owner[:1]).fetchone():
        raise not_found("workspace")


def _forget_old(db: Database, workspace_id: str | None, assessment_id: str | None, kind: str) -> None:
    given: Parameters
    if workspace_id is None:
        whose, given, kept = "workspace_id is null", (), PUBLIC_PRINTS_KEPT
    else:
        whose, given = "workspace_id = ? and assessment_id is ? and kind = ?", (workspace_id, assessment_id, kind)
        kept = OWN_PRINTS_KEPT
    run(
        db,
        f"delete from prints where {whose} and rowid not in "  # noqa: S608
        f"(select rowid from prints where {whose} order by asked desc, rowid desc limit ?)",
        (*given, *given, kept),
    )
