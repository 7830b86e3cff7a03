"""Workshops."""

from __future__ import annotations

import json
import secrets
from dataclasses import asdict
from datetime import datetime

from assessment.workshop_summary import Shown, WorkshopSummary
from storage.errors import NotFound
from storage.ids import CROCKFORD, new_id
from storage.sealing import Vault
from storage.sql import rows
from storage.sql.acts import write_log
from storage.sql.answers import BLOCKS, answers_in, read_blocks
from storage.sql.base import Base, Parameters, insert, must_own, run
from storage.sql.database import Database
from storage.workshops import Member, Membership, NewWorkshop, Workshop

_TIMES = "begun, until, ended"
WORKSHOP = (
    f"id, force_id, account_id, title, kind, bank_version, code, {_TIMES}, area_id, shown, summary, staff_check, "
    "led_by, led_at"
)
CODE_LENGTH = 8  # 40 random bits
_OWN = "id = ? and force_id = ?"
_OPEN = "ended is null and until > ?"


class Workshops(Base):
    """The part of the store about workshops; `storage.workshops` says what each method does."""

    def begin_workshop(self, force_id: str, account_id: str, new: NewWorkshop, now: datetime) -> Workshop:
        """See WorkshopStore."""
        with self._writing() as db:
            must_know_bank(db, new.bank_version)
            given = (force_id, account_id, rows.clean(new.title), new.kind, new.bank_version)
            times = (rows.to_time(now), rows.to_time(new.until), None)
            row = (new_id(), *given, _free_code(db), *times, None, "{}", None, 0, None, None)
            insert(db, "workshops", WORKSHOP, row)
            write_log(db, force_id, account_id, "began-workshop", row[0], now)
        return _workshop(row)

    def workshops_of(self, force_id: str, most: int = 50) -> tuple[Workshop, ...]:
        """See WorkshopStore."""
        return self._workshops("force_id = ? order by begun desc, rowid desc limit ?", (force_id, most))

    def workshop(self, force_id: str, workshop_id: str) -> Workshop | None:
        """See WorkshopStore."""
        return next(iter(self._workshops(_OWN, (workshop_id, force_id))), None)

    def find_open_workshop(self, code: str, now: datetime) -> Workshop | None:
        """See WorkshopStore."""
        return next(iter(self._workshops(f"code = ? and {_OPEN}", (code, rows.to_time(now)))), None)

    def lead_workshop(
        self, force_id: str, workshop_id: str, account_id: str, area_id: str | None, now: datetime
    ) -> None:
        """See WorkshopStore."""
        moment = rows.to_time(now)
        led = (area_id, account_id, moment) if area_id is not None else (None, None, None)
        change = f"update workshops set area_id = ?, led_by = ?, led_at = ? where {_OWN} and {_OPEN}"
        with self._writing() as db:
            if run(db, change, (*led, workshop_id, force_id, moment)).rowcount == 0:
                raise _over()

    def offer_staff_check(self, force_id: str, workshop_id: str, now: datetime) -> None:
        """See WorkshopStore."""
        values = (workshop_id, force_id, rows.to_time(now))
        with self._writing() as db:
            if run(db, f"update workshops set staff_check = 1 where {_OWN} and {_OPEN}", values).rowcount == 0:
                raise _over()

    def keep_shown(self, force_id: str, workshop_id: str, before: Shown, after: Shown) -> bool:
        """See WorkshopStore."""
        values = (json.dumps(after), workshop_id, force_id, json.dumps(before))
        with self._writing() as db:
            return run(db, f"update workshops set shown = ? where {_OWN} and shown = ?", values).rowcount > 0

    def end_workshop(
        self, force_id: str, workshop_id: str, account_id: str, summary: WorkshopSummary, now: datetime
    ) -> None:
        """See WorkshopStore."""
        text = json.dumps(asdict(summary), ensure_ascii=False)
        change = (
            "update workshops set ended = ?, area_id = null, led_by = null, led_at = null, summary = ? "
            f"where {_OWN} and ended is null"
        )
        with self._writing() as db:
            if run(db, change, (rows.to_time(now), text, workshop_id, force_id)).rowcount == 0:
                raise _over()
            write_log(db, force_id, account_id, "ended-workshop", workshop_id, now)

    def join_workshop(self, workshop_id: str, workspace_id: str, assessment_id: str | None, now: datetime) -> None:
        """See WorkshopStore."""
        with self._writing() as db:
            join(db, workshop_id, workspace_id, assessment_id, now)

    def leave_workshop(self, workspace_id: str, workshop_id: str) -> None:
        """See WorkshopStore."""
        left = "delete from workshop_members where workspace_id = ? and workshop_id = ?"
        with self._writing() as db:
            run(db, left, (workspace_id, workshop_id))

    def memberships(self, workspace_id: str) -> tuple[Membership, ...]:
        """See WorkshopStore."""
        found = self._rows(
            f"select {rows.columns(WORKSHOP, 'workshops')}, workshop_members.assessment_id from workshop_members "
            "join workshops on workshops.id = workshop_members.workshop_id "
            "where workspace_id = ? order by joined desc",
            (workspace_id,),
        )
        return tuple(Membership(_workshop(row[:-1]), row[-1]) for row in found)

    def members_of(self, force_id: str, workshop_id: str) -> tuple[Member, ...]:
        """See WorkshopStore."""
        found = self._rows(
            f"select m.workspace_id, {BLOCKS}, {rows.with_key(rows.ASSESSMENT, 'assessments')} "
            "from workshop_members m join workshops on workshops.id = m.workshop_id "
            "left join assessments on assessments.id = m.assessment_id "
            "where m.workshop_id = ? and workshops.force_id = ? order by m.workspace_id",
            (workshop_id, force_id),
        )
        return tuple(_member(self._vault, row) for row in found)

    def plans_of_workshop(self, force_id: str, workshop_id: str) -> tuple[int, int]:
        """See WorkshopStore."""
        row = self._row(
            "select count(*), count(printed) from (select prints.printed, row_number() over "
            "(partition by m.assessment_id order by prints.rowid desc) as age from workshop_members m "
            "join workshops on workshops.id = m.workshop_id join prints on prints.assessment_id = m.assessment_id "
            "where m.workshop_id = ? and workshops.force_id = ? and prints.kind = 'plan') as plans where age = 1",
            (workshop_id, force_id),
        )
        return (row[0], row[1]) if row else (0, 0)

    def _workshops(self, condition: str, parameters: Parameters) -> tuple[Workshop, ...]:
        found = self._rows(f"select {WORKSHOP} from workshops where {condition}", parameters)
        return tuple(map(_workshop, found))


def join(db: Database, workshop_id: str, workspace_id: str, assessment_id: str | None, now: datetime) -> None:
    """Have a workspace take part in an open workshop; see WorkshopStore."""
    moment = rows.to_time(now)
    if not run(db, f"select 1 from workshops where id = ? and {_OPEN}", (workshop_id, moment)).fetchone():
        raise _over()
    must_own(db, workspace_id, assessment_id)
    run(
        db,
        "insert into workshop_members (workshop_id, workspace_id, assessment_id, joined) values (?, ?, ?, ?) "
        "on conflict (workshop_id, workspace_id) do update "
        "set assessment_id = coalesce(excluded.assessment_id, workshop_members.assessment_id)",
        (workshop_id, workspace_id, assessment_id, moment),
    )


def hand_on(db: Database, from_id: str, to_id: str, now: datetime) -> None:
    """Have another assessment of the same workspace take part, instead of this one, in the workshops that are open."""
    run(
        db,
        "update workshop_members set assessment_id = ? where assessment_id = ? "
        f"and exists (select 1 from workshops where id = workshop_id and {_OPEN})",
        (to_id, from_id, rows.to_time(now)),
    )


def must_know_bank(db: Database, version: str) -> None:
    """NotFound for a bank that was never kept."""
    if not run(db, "select 1 from banks where version = ?", (version,)).fetchone():
        raise NotFound(f"Bank {version} was never kept. Keep it before anything is begun with it.")


def _workshop(row: rows.Row) -> Workshop:
    values = rows.named(WORKSHOP, row)
    for name in ("begun", "until", "ended", "led_at"):
        values[name] = values[name] and datetime.fromisoformat(values[name])
    shown = {question: tuple(map(tuple, states)) for question, states in json.loads(values["shown"]).items()}
    values |= {"shown": shown, "summary": _summary(values["summary"]), "staff_check": bool(values["staff_check"])}
    return Workshop(**values)


def _summary(text: str | None) -> WorkshopSummary | None:
    if text is None:
        return None
    kept = json.loads(text)
    return WorkshopSummary(**{**kept, "shown": {question: tuple(counts) for question, counts in kept["shown"].items()}})


def _member(vault: Vault, row: rows.Row) -> Member:
    workspace_id, blocks, *assessment, key = row
    if key is None:
        return Member(workspace_id, None, {})
    seal = vault.seal(workspace_id, key)
    answers = answers_in(read_blocks(blocks, seal, assessment[0]))
    choices = {question: answer.choice for question, answer in answers.items() if answer.choice is not None}
    return Member(workspace_id, rows.assessment(assessment, seal), choices)


def _free_code(db: Database) -> str:
    while True:
        code = "".join(secrets.choice(CROCKFORD) for _ in range(CODE_LENGTH))
        if not run(db, "select 1 from workshops where code = ?", (code,)).fetchone():
            return code


def _over() -> NotFound:
    return NotFound("There is no such workshop, or it is over. Look at the list of workshops again.")
