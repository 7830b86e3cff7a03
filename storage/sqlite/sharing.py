"""What businesses share with forces, in SQLite."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Any

from sqlite_utils import Database

from storage.accounts import Act
from storage.errors import StoreError
from storage.ids import new_id
from storage.sharing import Queued, Share, ShareState, Wish
from storage.sqlite import rows
from storage.sqlite.accounts import write_log
from storage.sqlite.base import Base, Parameters, must_change, not_found, run, touch
from storage.sqlite.figures import Counted, recounted

SHARE = (
    "id, workspace_id, premises_id, assessment_id, force_id, wish, message, reach, created, until, withdrawn, state, "
    "taken_by, outcome, passed_from, passed_why, facts"
)
LOOK_EVERY = timedelta(hours=1)
_SEEN = "force_id = ? and withdrawn is null and until > ?"
_NOT_CLOSED = "and state <> 'closed'"


class Sharing(Base):
    """The part of the store about sharing; `storage.sharing` says what each method does."""

    def forces_with_advisers(self) -> frozenset[str]:
        """See SharingStore."""
        found = self._rows("select distinct force_id from accounts where state = 'active'", ())
        return frozenset(row[0] for row in found)

    def share(
        self,
        workspace_id: str,
        assessment_id: str,
        force_id: str,
        wish: Wish,
        *,
        message: str,
        reach: str,
        until: datetime,
        facts: Mapping[str, Any],
        now: datetime,
    ) -> Share:
        """See SharingStore."""
        moment = rows.to_time(now)
        with self._writing() as db:
            found = run(
                db,
                "select premises_id from assessments where id = ? and workspace_id = ?",
                (assessment_id, workspace_id),
            ).fetchone()
            if found is None:
                raise not_found("assessment")
            same = f"select 1 from shares where {_SEEN} and assessment_id = ? and wish = ? and state <> 'closed'"  # noqa: S608
            if run(db, same, (force_id, moment, assessment_id, wish)).fetchone():
                raise StoreError("This is shared with the team already. Take that back first, or leave it as it is.")
            row = (
                *(new_id(), workspace_id, found[0], assessment_id, force_id, wish),
                *(rows.clean(message), rows.clean(reach), moment, rows.to_time(until)),
                *(None, "open", None, "", None, "", _as_json(facts)),
            )
            with recounted(db, [(force_id, found[0])], now.date()):
                db.table("shares").insert(dict(zip(SHARE.split(", "), row, strict=True)))
            touch(db, workspace_id, now)
        return _share(row)

    def shares_of(self, workspace_id: str) -> tuple[Share, ...]:
        """See SharingStore."""
        return self._shares("workspace_id = ? order by created desc, rowid desc", (workspace_id,))

    def withdraw(self, workspace_id: str, share_id: str, now: datetime) -> None:
        """See SharingStore."""
        with self._writing() as db, recounted(db, _counted(db, "id = ?", share_id), now.date()):
            must_change(
                db,
                "share",
                "update shares set withdrawn = coalesce(withdrawn, ?), facts = '{}' where id = ? and workspace_id = ?",
                (rows.to_time(now), share_id, workspace_id),
            )

    def refresh_facts(self, workspace_id: str, assessment_id: str, facts: Mapping[str, Any], now: datetime) -> None:
        """See SharingStore."""
        with self._writing() as db, recounted(db, _counted(db, "assessment_id = ?", assessment_id), now.date()):
            run(
                db,
                "update shares set facts = ? where workspace_id = ? and assessment_id = ? and wish = 'share' "
                "and withdrawn is null and until > ?",
                (_as_json(facts), workspace_id, assessment_id, rows.to_time(now)),
            )

    def acts_about(self, workspace_id: str, share_id: str) -> tuple[Act, ...]:
        """See SharingStore."""
        found = self._rows(
            f"select {rows.ACT} from acts where about = (select id from shares where id = ? and workspace_id = ?) "  # noqa: S608
            "order by id desc",
            (share_id, workspace_id),
        )
        return tuple(map(rows.act, found))

    def queue(self, force_id: str, now: datetime, state: ShareState, most: int = 200) -> tuple[Queued, ...]:
        """See SharingStore."""
        order = "desc" if state == "closed" else "asc"
        found = self._rows(
            f"select {_of('s', SHARE)}, {_of('a', rows.ASSESSMENT)} from shares s "  # noqa: S608
            f"join assessments a on a.id = s.assessment_id where {_SEEN} and state = ? "
            f"order by created {order}, s.rowid {order} limit ?",
            (force_id, rows.to_time(now), state, most),
        )
        width = SHARE.count(",") + 1
        return tuple(Queued(_share(row[:width]), rows.assessment(row[width:])) for row in found)

    def find_share(self, force_id: str, share_id: str, now: datetime) -> Share | None:
        """See SharingStore."""
        found = self._shares(f"{_SEEN} and id = ?", (force_id, rows.to_time(now), share_id))
        return found[0] if found else None

    def take(self, force_id: str, share_id: str, account_id: str, now: datetime) -> None:
        """See SharingStore."""
        change = "state = 'taken', taken_by = ?"
        self._act("took", force_id, share_id, account_id, now, change, (account_id,), "and state = 'open'")

    def look(self, force_id: str, share_id: str, account_id: str, now: datetime) -> Share:
        """See SharingStore."""
        moment, sql = rows.to_time(now), f"select {SHARE} from shares where {_SEEN} and id = ? and wish = 'share'"  # noqa: S608
        with self._writing() as db:
            row = run(db, sql, (force_id, moment, share_id)).fetchone()
            if row is None:
                raise not_found("request")
            lately = "select 1 from acts where about = ? and account_id = ? and act = 'looked' and at > ?"
            if not run(db, lately, (share_id, account_id, rows.to_time(now - LOOK_EVERY))).fetchone():
                write_log(db, force_id, account_id, "looked", share_id, now)
        return _share(row)

    def close_share(self, force_id: str, share_id: str, account_id: str, outcome: str, now: datetime) -> None:
        """See SharingStore."""
        change = "state = 'closed', outcome = ?, taken_by = coalesce(taken_by, ?)"
        self._act("closed", force_id, share_id, account_id, now, change, (outcome, account_id), _NOT_CLOSED)

    def pass_on(self, force_id: str, share_id: str, account_id: str, to_force: str, why: str, now: datetime) -> None:
        """See SharingStore."""
        change = "state = 'open', taken_by = null, passed_from = force_id, passed_why = ?, force_id = ?"
        forces = (force_id, to_force)
        self._act("passed-on", force_id, share_id, account_id, now, change, (why, to_force), _NOT_CLOSED, forces)

    def _act(
        self,
        act: str,
        force_id: str,
        share_id: str,
        account_id: str,
        now: datetime,
        change: str,
        values: tuple[str, ...],
        only: str = "",
        recount_for: tuple[str, ...] = (),
    ) -> None:
        """Change one share that the force may see, and write it into the log, both or none."""
        sql = f"update shares set {change} where {_SEEN} and id = ? {only}"  # noqa: S608
        with self._writing() as db, recounted(db, _counted(db, "id = ?", share_id, recount_for), now.date()):
            must_change(db, "request", sql, (*values, force_id, rows.to_time(now), share_id))
            write_log(db, force_id, account_id, act, share_id, now)

    def _shares(self, condition: str, parameters: Parameters) -> tuple[Share, ...]:
        return tuple(map(_share, self._rows(f"select {SHARE} from shares where {condition}", parameters)))  # noqa: S608


def _share(row: rows.Row) -> Share:
    values = dict(zip(SHARE.split(", "), row, strict=True))
    for name in ("created", "until", "withdrawn"):
        values[name] = values[name] and datetime.fromisoformat(values[name])
    values["facts"] = MappingProxyType(json.loads(values["facts"]))
    return Share(**values)


def _counted(db: Database, condition: str, value: str, forces: tuple[str, ...] | None = None) -> list[Counted]:
    """The premises of these shares, each with the force that counts it, or with all of these forces."""
    found = run(db, f"select distinct force_id, premises_id from shares where {condition}", (value,)).fetchall()  # noqa: S608
    if forces is None:
        return [(force_id, premises_id) for force_id, premises_id in found]
    return [(force_id, premises_id) for _, premises_id in found for force_id in forces]


def _as_json(facts: Mapping[str, Any]) -> str:
    return json.dumps(dict(facts), ensure_ascii=False)


def _of(table: str, columns: str) -> str:
    return ", ".join(f"{table}.{column}" for column in columns.split(", "))
