"""What an adviser does with requests: each act as one change of a share, with its line in the log."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from storage.sql import rows
from storage.sql.acts import write_log, write_other
from storage.sql.base import run, update_one
from storage.sql.database import Database
from storage.sql.seals import seal_of

SEEN = "force_id = ? and withdrawn is null and until > ?"
BACK = "state = 'open', taken_by = null"
NOT_CLOSED = "and state <> 'closed'"
# Acts whose other side is who had the share before.
_FROM_HOLDER = frozenset({"took-over", "returned"})


@dataclass(frozen=True, slots=True)
class Change:
    """An adviser's act on a share: its name in the log, the SQL of the change with its values, and its condition,
    with values too.

    `other` is the other side for the log, where it is not who had the share before. `words` are what the adviser wrote,
    and of what: they are sealed.
    """

    act: str
    sets: str
    values: tuple[str, ...]
    only: str
    only_values: tuple[str, ...] = ()
    other: str = ""
    words: tuple[str, str] | None = None


RETURNED = Change("returned", BACK, (), "and state = 'taken'")


def taken(account_id: str) -> Change:
    """An adviser takes an open one on."""
    return Change("took", "state = 'taken', taken_by = ?", (account_id,), "and state = 'open'")


def taken_over(account_id: str) -> Change:
    """An adviser takes on what a colleague has."""
    only = "and state = 'taken' and taken_by <> ?"
    return Change("took-over", "taken_by = ?", (account_id,), only, only_values=(account_id,))


def assigned(to_account: str, force_id: str) -> Change:
    """One that is not closed is given to an active colleague."""
    only = f"{NOT_CLOSED} and exists (select 1 from accounts where id = ? and force_id = ? and state = 'active')"
    sets = "state = 'taken', taken_by = ?"
    return Change("assigned", sets, (to_account,), only, only_values=(to_account, force_id), other=to_account)


def apply_change(db: Database, force_id: str, share_id: str, account_id: str, change: Change, now: datetime) -> None:
    """Change one share that the force may see, with its line in the log. NotFound where the change does not fit."""
    had = run(db, "select taken_by from shares where id = ?", (share_id,)).fetchone()
    sql = f"update shares set {change.sets} where {SEEN} and id = ? {change.only}"
    update_one(db, "request", sql, (*change.values, force_id, rows.to_time(now), share_id, *change.only_values))
    if change.words is not None:
        _put_words(db, share_id, *change.words)
    act_id = write_log(db, force_id, account_id, change.act, share_id, now)
    other = change.other or (had[0] if had and change.act in _FROM_HOLDER else None)
    if other:
        write_other(db, act_id, other)


def _put_words(db: Database, share_id: str, part: str, words: str) -> None:
    (workspace_id,) = run(db, "select workspace_id from shares where id = ?", (share_id,)).fetchone()
    sealed = seal_of(db, workspace_id).close(rows.clean(words), "shares", share_id, part)
    run(db, f"update shares set sealed_{part} = ? where id = ?", (sealed, share_id))
