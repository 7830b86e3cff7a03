"""What businesses share with forces, in SQLite."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from storage.errors import StoreError
from storage.ids import new_id
from storage.sharing import Share, ShareState, Wish
from storage.sqlite import rows
from storage.sqlite.accounts import write_log
from storage.sqlite.base import Base, Parameters, must_change, not_found, run, touch

SHARE = (
    "id, workspace_id, premises_id, assessment_id, force_id, wish, message, reach, created, until, withdrawn, state, "
    "taken_by, outcome, passed_from"
)
_SEEN = "force_id = ? and withdrawn is null and until > ?"


class Sharing(Base):
    """The part of the store about sharing; `storage.sharing` says what each method does."""

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
                *(new_id(), workspace_id, found[0], assessment_id, force_id, wish, message, reach),
                *(moment, rows.to_time(until), None, "open", None, "", None),
            )
            values = dict(zip(SHARE.split(", "), row, strict=True))
            db.table("shares").insert({**values, "facts": json.dumps(dict(facts), ensure_ascii=False)})
            touch(db, workspace_id, now)
        return _share(row)

    def shares_of(self, workspace_id: str) -> tuple[Share, ...]:
        """See SharingStore."""
        return self._shares("workspace_id = ? order by created desc, rowid desc", (workspace_id,))

    def withdraw(self, workspace_id: str, share_id: str, now: datetime) -> None:
        """See SharingStore."""
        with self._writing() as db:
            must_change(
                db,
                "share",
                "update shares set withdrawn = coalesce(withdrawn, ?) where id = ? and workspace_id = ?",
                (rows.to_time(now), share_id, workspace_id),
            )

    def queue(self, force_id: str, now: datetime, state: ShareState, most: int = 200) -> tuple[Share, ...]:
        """See SharingStore."""
        order = "desc" if state == "closed" else "asc"
        return self._shares(
            f"{_SEEN} and state = ? order by created {order}, rowid {order} limit ?",
            (force_id, rows.to_time(now), state, most),
        )

    def find_share(self, force_id: str, share_id: str, now: datetime) -> Share | None:
        """See SharingStore."""
        found = self._shares(f"{_SEEN} and id = ?", (force_id, rows.to_time(now), share_id))
        return found[0] if found else None

    def take(self, force_id: str, share_id: str, account_id: str, now: datetime) -> None:
        """See SharingStore."""
        change = "state = 'taken', taken_by = ?"
        self._act("took", force_id, share_id, account_id, now, change, (account_id,), "and state = 'open'")

    def close_share(self, force_id: str, share_id: str, account_id: str, outcome: str, now: datetime) -> None:
        """See SharingStore."""
        change = "state = 'closed', outcome = ?, taken_by = coalesce(taken_by, ?)"
        self._act("closed", force_id, share_id, account_id, now, change, (outcome, account_id))

    def pass_on(self, force_id: str, share_id: str, account_id: str, to_force: str, now: datetime) -> None:
        """See SharingStore."""
        change = "state = 'open', taken_by = null, passed_from = force_id, force_id = ?"
        self._act("passed-on", force_id, share_id, account_id, now, change, (to_force,))

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
    ) -> None:
        """Change one share that the force may see, and write it into the log, both or none."""
        sql = f"update shares set {change} where {_SEEN} and id = ? {only}"  # noqa: S608
        with self._writing() as db:
            must_change(db, "request", sql, (*values, force_id, rows.to_time(now), share_id))
            write_log(db, force_id, account_id, act, share_id, now)

    def _shares(self, condition: str, parameters: Parameters) -> tuple[Share, ...]:
        return tuple(map(_share, self._rows(f"select {SHARE} from shares where {condition}", parameters)))  # noqa: S608


def _share(row: rows.Row) -> Share:
    values = dict(zip(SHARE.split(", "), row, strict=True))
    for name in ("created", "until", "withdrawn"):
        values[name] = values[name] and datetime.fromisoformat(values[name])
    return Share(**values)
