"""Print orders."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from questions.conditions import Value
from storage.ids import new_id
from storage.print_orders import LEASE
from storage.records import PrintOrder
from storage.sql import rows
from storage.sql.base import Base, Parameters, insert, must_own, not_found, run, same_as
from storage.sql.database import Database

# How many orders stay: the newest of one kind for one owner, and the newest of those without an owner.
OWN_PRINTS_KEPT, PUBLIC_PRINTS_KEPT = 3, 200
_TO_DO = "printed is null and failed is null"
_KEY = "(select data_key from workspaces where workspaces.id = prints.workspace_id)"

# By turn, then by when the workspace was last served, then by age. What waits is picked out first: left to itself,
# the database walks through every print there ever was, in the order of the workspaces.
_FAIR = (
    f"with waiting as materialized (select {rows.ORDER}, rowid as number from prints where {_TO_DO}) "
    f"select {rows.ORDER} from waiting order by row_number() over (partition by workspace_id order by asked, number), "
    "coalesce(case when workspace_id is null then (select max(started) from prints served where workspace_id is null) "
    "else (select max(started) from prints served where served.workspace_id = waiting.workspace_id) end, ''), "
    "asked, number"
)


class PrintOrders(Base):
    """The part of the store about print orders; `storage.print_orders` says what each method does."""

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
        """See PrintStore."""
        owner = (workspace_id, assessment_id)
        row = (new_id(), key, kind, rows.to_json(subject), *owner, rows.to_time(now), None, None, 0, None, None, None)
        with self._writing(workspace_id or "prints") as db:
            _must_own(db, workspace_id, assessment_id)
            these, values = same_as("workspace_id, assessment_id, kind, key", (*owner, kind, key))
            sql = f"select {rows.ORDER} from prints where {these} order by rowid desc"
            same = run(db, sql, values).fetchone()
            if same is not None:
                return rows.order(same)
            insert(db, "prints", rows.ORDER, row)
            _forget_old(db, workspace_id, assessment_id, kind)
        return rows.order(row)

    def find_print(self, print_id: str) -> PrintOrder | None:
        """See PrintStore."""
        row = self._row(f"select {rows.ORDER} from prints where id = ?", (print_id,))
        return rows.order(row) if row else None

    def printed_document(self, print_id: str) -> bytes | None:
        """See PrintStore."""
        row = self._row(f"select document, workspace_id, {_KEY} from prints where id = ?", (print_id,))
        if row is None or row[0] is None:
            return None
        document, workspace_id, key = row
        seal = self._vault.seal(workspace_id, key) if workspace_id is not None else None
        return seal.open(document, "prints", print_id) if seal else bytes(document)

    def prints_of(self, workspace_id: str, kind: str) -> tuple[PrintOrder, ...]:
        """See PrintStore."""
        found = self._rows(
            f"select {rows.ORDER} from prints where workspace_id = ? and kind = ? order by asked desc, rowid desc",
            (workspace_id, kind),
        )
        return tuple(map(rows.order, found))

    def unfinished_prints(self) -> tuple[PrintOrder, ...]:
        """See PrintStore."""
        found = self._rows(_FAIR, ())
        return tuple(map(rows.order, found))

    def take_print(self, print_id: str, printer: str, now: datetime) -> PrintOrder | None:
        """See PrintStore."""
        moment = rows.to_time(now)
        with self._writing(print_id) as db:
            row = run(
                db,
                f"update prints set started = ?, printer = ?, tries = tries + 1, held_until = ? "
                f"where id = ? and {_TO_DO} and (held_until is null or held_until <= ?) returning {rows.ORDER}",
                (moment, printer, rows.to_time(now + LEASE), print_id, moment),
            ).fetchone()
        return rows.order(row) if row else None

    def hold_print(self, print_id: str, printer: str, now: datetime) -> bool:
        """See PrintStore."""
        return self._changed(
            print_id,
            f"update prints set held_until = ? where id = ? and printer = ? and {_TO_DO}",
            (rows.to_time(now + LEASE), print_id, printer),
        )

    def keep_printed(self, print_id: str, printer: str, key: str, document: bytes, now: datetime) -> bool:
        """See PrintStore."""
        with self._writing(print_id) as db:
            whose = run(db, f"select workspace_id, {_KEY} from prints where id = ?", (print_id,)).fetchone()
            if whose is None:
                return False
            # What belongs to no workspace says nothing of anyone: the empty questionnaire, a page of advice.
            sealed = db.vault.seal(*whose).close(document, "prints", print_id) if whose[0] is not None else document
            return _kept(db, print_id, printer, (key, sealed, rows.to_time(now)))

    def give_print_back(self, print_id: str, printer: str, now: datetime, *, most_tries: int) -> None:
        """See PrintStore."""
        self._changed(
            print_id,
            f"update prints set failed = case when tries >= ? then ? end, printer = null, started = null, "
            f"held_until = null "
            f"where id = ? and printer = ? and {_TO_DO}",
            (most_tries, rows.to_time(now), print_id, printer),
        )

    def retry_print(self, print_id: str, now: datetime) -> None:
        """See PrintStore."""
        self._changed(
            print_id,
            "update prints set asked = ?, failed = null, tries = 0 where id = ? and failed is not null",
            (rows.to_time(now), print_id),
        )

    def forget_print(self, print_id: str) -> None:
        """See PrintStore."""
        self._changed(print_id, "delete from prints where id = ?", (print_id,))

    def forget_printed(self, before: datetime, most: int) -> int:
        """See PrintStore."""
        oldest = "select id from prints where printed < ? order by printed limit ?"
        if not self._row(oldest, (moment := rows.to_time(before), 1)):
            return 0  # as nearly always: no writer is kept waiting for nothing
        with self._writing() as db:
            return run(db, f"delete from prints where id in ({oldest})", (moment, most)).rowcount

    def _changed(self, print_id: str, sql: str, parameters: Parameters) -> bool:
        with self._writing(print_id) as db:
            return run(db, sql, parameters).rowcount > 0


def _kept(db: Database, print_id: str, printer: str, printed: tuple[str, bytes, str]) -> bool:
    sql = "update prints set key = ?, document = ?, printed = ?, held_until = null where id = ? and printer = ?"
    return run(db, f"{sql} and {_TO_DO}", (*printed, print_id, printer)).rowcount > 0


def forget_joint_prints(db: Database, workspace_id: str) -> None:
    """Delete the prints of a whole workspace, within the act that deletes what they may show."""
    run(db, "delete from prints where workspace_id = ? and assessment_id is null", (workspace_id,))


def forget_prints_of(db: Database, workspace_id: str, assessment_id: str) -> None:
    """Delete the prints of an assessment, and those of its whole workspace, that are made or being made.

    Within the act that deletes what they may show. Orders that wait are printed as it is then.
    """
    made = "delete from prints where (printed is not null or printer is not null) and workspace_id = ?"
    run(db, f"{made} and (assessment_id is null or assessment_id = ?)", (workspace_id, assessment_id))


def _must_own(db: Database, workspace_id: str | None, assessment_id: str | None) -> None:
    if workspace_id is not None:
        must_own(db, workspace_id, assessment_id)
    elif assessment_id is not None:
        raise not_found("assessment")


def _forget_old(db: Database, workspace_id: str | None, assessment_id: str | None, kind: str) -> None:
    if workspace_id is None:
        (whose, given), kept = same_as("workspace_id", (None,)), PUBLIC_PRINTS_KEPT
    else:
        whose, given = same_as("workspace_id, assessment_id, kind", (workspace_id, assessment_id, kind))
        kept = OWN_PRINTS_KEPT
    run(
        db,
        f"delete from prints where {whose} and rowid not in "
        f"(select rowid from prints where {whose} order by asked desc, rowid desc limit ?)",
        (*given, *given, kept),
    )
