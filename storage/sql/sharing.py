"""Shares of businesses with forces."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from assessment.share_facts import ShareFacts
from local_time import london_day
from storage.acts import Act
from storage.errors import Refused
from storage.ids import new_id
from storage.sealing import Seal, Vault
from storage.sharing import CaseMove, NewShare, Queued, Share, ShareEnd, ShareState
from storage.sql import rows
from storage.sql.acts import write_log, write_other
from storage.sql.base import Base, Parameters, insert, not_found, run, touch, update_one
from storage.sql.database import Database
from storage.sql.figures import Counted, facts_place, open_facts, recounted
from storage.sql.seals import apart, seal_of, together
from storage.sql.share_moves import BACK, NOT_CLOSED, RETURNED, SEEN, Change, apply_change, assigned, taken, taken_over
from storage.sql.visit_consents import end_consent

# What is sealed: what the business wrote (message, reach), what a team did and why, and the facts that figures count.
SHARE = (
    "id, workspace_id, premises_id, assessment_id, force_id, wish, sealed, created, until, withdrawn, state, taken_by, "
    "passed_from, sealed_outcome, sealed_why, sealed_facts"
)
_ONE = f"select {rows.with_key(SHARE, 'shares')} from shares"
LOOK_EVERY = timedelta(hours=1)


class Sharing(Base):
    """The part of the store about sharing; `storage.sharing` says what each method does."""

    def forces_with_advisers(self) -> frozenset[str]:
        """See SharingStore."""
        found = self._rows("select distinct force_id from accounts where state = 'active'", ())
        return frozenset(row[0] for row in found)

    def share(self, new: NewShare, now: datetime) -> Share:
        """See SharingStore."""
        with self._writing() as db:
            return put_share(db, new, now)

    def shares_of(self, workspace_id: str) -> tuple[Share, ...]:
        """See SharingStore."""
        return self._shares("workspace_id = ? order by created desc, rowid desc", (workspace_id,))

    def withdraw(self, workspace_id: str, share_id: str, now: datetime) -> None:
        """See SharingStore."""
        with self._writing() as db, recounted(db, _counted(db, "id = ?", share_id), london_day(now)):
            update_one(
                db,
                "share",
                "update shares set withdrawn = coalesce(withdrawn, ?), sealed_facts = null "
                "where id = ? and workspace_id = ?",
                (rows.to_time(now), share_id, workspace_id),
            )

    def acts_about(self, workspace_id: str, share_id: str) -> tuple[Act, ...]:
        """See SharingStore."""
        found = self._rows(
            f"select {rows.ACT} from acts where about = (select id from shares where id = ? and workspace_id = ?) "
            "order by id desc",
            (share_id, workspace_id),
        )
        return tuple(map(rows.act, found))

    def queue(self, force_id: str, now: datetime, state: ShareState, most: int = 200) -> tuple[Queued, ...]:
        """See SharingStore."""
        order = "desc" if state == "closed" else "asc"
        found = self._rows(
            f"select {rows.columns(SHARE, 's')}, {rows.with_key(rows.ASSESSMENT, 'a')} from shares s "
            f"join assessments a on a.id = s.assessment_id where {SEEN} and state = ? "
            f"order by created {order}, s.rowid {order} limit ?",
            (force_id, rows.to_time(now), state, most),
        )
        return tuple(_queued(row, self._vault.seal(row[1], row[-1])) for row in found)

    def find_share(self, force_id: str, share_id: str, now: datetime) -> Share | None:
        """See SharingStore."""
        found = self._shares(f"{SEEN} and id = ?", (force_id, rows.to_time(now), share_id))
        return found[0] if found else None

    def share_end(self, force_id: str, share_id: str, now: datetime) -> ShareEnd | None:
        """See SharingStore."""
        row = self._row("select withdrawn, until from shares where id = ? and force_id = ?", (share_id, force_id))
        if row is None or (row[0] is None and row[1] > rows.to_time(now)):
            return None
        return "over" if row[0] is None else "withdrawn"

    def take(self, force_id: str, share_id: str, account_id: str, now: datetime) -> None:
        """See SharingStore."""
        self._act(force_id, share_id, account_id, taken(account_id), now)

    def take_over(self, force_id: str, share_id: str, account_id: str, now: datetime) -> None:
        """See SharingStore."""
        self._act(force_id, share_id, account_id, taken_over(account_id), now)

    def assign(self, force_id: str, share_id: str, account_id: str, to_account: str, now: datetime) -> None:
        """See SharingStore."""
        self._act(force_id, share_id, account_id, assigned(to_account, force_id), now)

    def return_to_queue(self, force_id: str, share_id: str, account_id: str, now: datetime) -> None:
        """See SharingStore."""
        self._act(force_id, share_id, account_id, RETURNED, now)

    def move_case(
        self, force_id: str, workspace_id: str, account_id: str, move: CaseMove, now: datetime, to_account: str | None
    ) -> tuple[str, ...]:
        """See SharingStore."""
        if move == "assign":
            # Whoever has one keeps it, without a line in the log.
            change = assigned(to_account or "", force_id)
            more = "and (taken_by is null or taken_by <> ?)"
            change = replace(change, only=f"{change.only} {more}", only_values=(*change.only_values, to_account or ""))
        else:
            moves = {"take": taken(account_id), "take-over": taken_over(account_id), "back": RETURNED}
            change = moves[move]
        sql = f"select id from shares where {SEEN} and workspace_id = ? {change.only} order by created, id"
        with self._writing() as db:
            found = run(db, sql, (force_id, rows.to_time(now), workspace_id, *change.only_values)).fetchall()
            moved = tuple(str(share_id) for (share_id,) in found)
            for share_id in moved:
                apply_change(db, force_id, share_id, account_id, change, now)
        return moved

    def look(self, force_id: str, share_id: str, account_id: str, now: datetime) -> Share:
        """See SharingStore."""
        moment, sql = rows.to_time(now), f"{_ONE} where {SEEN} and id = ? and wish = 'share'"
        with self._writing() as db:
            row = run(db, sql, (force_id, moment, share_id)).fetchone()
            if row is None:
                raise not_found("request")
            lately = "select 1 from acts where about = ? and account_id = ? and act = 'looked' and at > ?"
            if not run(db, lately, (share_id, account_id, rows.to_time(now - LOOK_EVERY))).fetchone():
                write_log(db, force_id, account_id, "looked", share_id, now)
        return _opened(self._vault, row)

    def close_share(self, force_id: str, share_id: str, account_id: str, outcome: str, now: datetime) -> None:
        """See SharingStore."""
        sets = "state = 'closed', taken_by = coalesce(taken_by, ?)"
        change = Change("closed", sets, (account_id,), NOT_CLOSED, words=("outcome", outcome))
        self._act(force_id, share_id, account_id, change, now)

    def pass_on(self, force_id: str, share_id: str, account_id: str, to_force: str, why: str, now: datetime) -> None:
        """See SharingStore."""
        sets = "state = 'open', taken_by = null, passed_from = force_id, sealed_why = null, force_id = ?"
        forces, words = (force_id, to_force), ("why", why) if why else None
        change = Change("passed-on", sets, (to_force,), NOT_CLOSED, other=to_force, words=words)
        with self._writing() as db, recounted(db, _counted(db, "id = ?", share_id, forces), london_day(now)):
            end_consent(db, share_id)
            apply_change(db, force_id, share_id, account_id, change, now)

    def _act(self, force_id: str, share_id: str, account_id: str, change: Change, now: datetime) -> None:
        """Change one share that the force may see, and write it into the log, both or none."""
        with self._writing() as db:
            apply_change(db, force_id, share_id, account_id, change, now)

    def _shares(self, condition: str, parameters: Parameters) -> tuple[Share, ...]:
        return tuple(_opened(self._vault, row) for row in self._rows(f"{_ONE} where {condition}", parameters))


def put_share(db: Database, new: NewShare, now: datetime) -> Share:
    """A new share, which the figures count from now on; see SharingStore."""
    moment, own = rows.to_time(now), (new.assessment_id, new.workspace_id)
    found = run(db, "select premises_id from assessments where id = ? and workspace_id = ?", own).fetchone()
    if found is None:
        raise not_found("assessment")
    same = f"select 1 from shares where {SEEN} and assessment_id = ? and wish = ? and state <> 'closed'"
    if run(db, same, (new.force_id, moment, new.assessment_id, new.wish)).fetchone():
        raise Refused("This is shared with the team already. Take that back first, or leave it as it is.")
    which, seal = new_id(), seal_of(db, new.workspace_id)
    asked = seal.close(together((new.message, new.reach)), "shares", which, "asked")
    begun = (moment, rows.to_time(new.until), None, "open", None, None, None, None, _facts(seal, which, new.facts))
    row = (which, new.workspace_id, found[0], new.assessment_id, new.force_id, new.wish, asked, *begun)
    with recounted(db, [(new.force_id, found[0])], london_day(now)):
        insert(db, "shares", SHARE, row)
    if new.wish == "share":
        _resume_visit(db, new, row[0], moment)
    touch(db, new.workspace_id, now)
    return _share(row, seal)


def _resume_visit(db: Database, new: NewShare, share_id: str, moment: str) -> None:
    """Have the newest unsigned visit of the assessment by the same force, which nobody sees now, belong to a share."""
    unseen = (
        "select v.id from visits v where v.assessment_id = ? and v.force_id = ? and v.signed is null and not exists "
        "(select 1 from shares s where s.id = v.share_id and s.force_id = v.force_id and s.withdrawn is null "
        "and s.until > ?) order by v.rowid desc limit 1"
    )
    sql = f"update visits set share_id = ? where id = ({unseen})"
    run(db, sql, (share_id, new.assessment_id, new.force_id, moment))


def return_all(db: Database, account_id: str, by: str, now: datetime) -> None:
    """Put what somebody has taken on back among the new requests, each with its line in the log."""
    sql = f"update shares set {BACK} where taken_by = ? and state = 'taken' returning id, force_id"
    for share_id, force_id in run(db, sql, (account_id,)).fetchall():
        write_other(db, write_log(db, force_id, by, "returned", share_id, now), account_id)


def lasting_share(db: Database, new: NewShare, now: datetime) -> Share | None:
    """The newest share of the same assessment with the same force and wish that lasts."""
    sql = (
        f"{_ONE} where {SEEN} and workspace_id = ? and assessment_id = ? and wish = ? "
        "order by created desc, rowid desc limit 1"
    )
    values = (new.force_id, rows.to_time(now), new.workspace_id, new.assessment_id, new.wish)
    row = run(db, sql, values).fetchone()
    return _opened(db.vault, row) if row else None


def extend_share(db: Database, share_id: str, until: datetime) -> bool:
    """Have a share last until then; False where it lasts as long already."""
    last = rows.to_time(until)
    return run(db, "update shares set until = ? where id = ? and until < ?", (last, share_id, last)).rowcount > 0


def refresh_facts(db: Database, workspace_id: str, assessment_id: str, facts: ShareFacts, now: datetime) -> None:
    """Have every share that shows an assessment and lasts count these facts; none is no error."""
    with recounted(db, _counted(db, "assessment_id = ?", assessment_id), london_day(now)):
        seal = seal_of(db, workspace_id)
        lasting = (
            "select id from shares where workspace_id = ? and assessment_id = ? and wish = 'share' "
            "and withdrawn is null and until > ?"
        )
        for (share_id,) in run(db, lasting, (workspace_id, assessment_id, rows.to_time(now))).fetchall():
            sealed = _facts(seal, share_id, facts)
            run(db, "update shares set sealed_facts = ? where id = ?", (sealed, share_id))


def counted_of(db: Database, assessment_id: str) -> list[Counted]:
    """The premises of an assessment with each force that may count it, for `recounted`."""
    return _counted(db, "assessment_id = ?", assessment_id)


def _queued(row: rows.Row, seal: Seal) -> Queued:
    width = rows.width(SHARE)
    return Queued(_share(row[:width], seal), rows.assessment(row[width:-1], seal))


def _opened(vault: Vault, row: rows.Row) -> Share:
    return _share(row[:-1], vault.seal(row[1], row[-1]))


def _share(row: rows.Row, seal: Seal) -> Share:
    values = rows.named(SHARE, row)
    share_id = values["id"]
    for name in ("created", "until", "withdrawn"):
        values[name] = values[name] and datetime.fromisoformat(values[name])
    values["message"], values["reach"] = apart(seal.text(values.pop("sealed"), "shares", share_id, "asked"))
    for name, part in (("outcome", "outcome"), ("passed_why", "why")):
        sealed = values.pop(f"sealed_{part}")
        values[name] = "" if sealed is None else seal.text(sealed, "shares", share_id, part)
    values["facts"] = open_facts(seal, share_id, values.pop("sealed_facts"))
    return Share(**values)


def _facts(seal: Seal, share_id: str, facts: ShareFacts | None) -> bytes | None:
    return seal.close(rows.facts_to_json(facts), *facts_place(share_id)) if facts else None


def _counted(db: Database, condition: str, value: str, forces: tuple[str, ...] | None = None) -> list[Counted]:
    """The premises of these shares, each with the force that counts it, or with all of these forces."""
    found = run(db, f"select distinct force_id, premises_id from shares where {condition}", (value,)).fetchall()
    if forces is None:
        return [(force_id, premises_id) for force_id, premises_id in found]
    return [(force_id, premises_id) for _, premises_id in found for force_id in forces]
