"""Visits of advisers."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from assessment.visit_overrides import Remark
from storage.ids import new_id
from storage.read_forms import FormUsed
from storage.sealing import Seal, Vault
from storage.sharing import NewShare
from storage.sql import rows
from storage.sql.acts import write_log
from storage.sql.base import Base, Parameters, insert, replacing, run, update_one
from storage.sql.database import Database
from storage.sql.open_visits import ONE_VISIT, SEEN, VISIT, must_be_open, no_visit, to_visit
from storage.sql.read_forms import forget_form
from storage.sql.remark_changes import log_remarks
from storage.sql.seals import KEY, OF_VISIT, apart, opened, seal_of, together
from storage.sql.sharing import extend_share, lasting_share, put_share, refresh_facts
from storage.visit_records import Author
from storage.visits import EndedFollowUp, RemarkChange, SignOff, Visit

# A follow-up that is still to do; that of a visit which was corrected is the correction's.
_DUE = (
    "v.signed is not null and v.followed_up is null "
    "and not exists (select 1 from visits c where c.corrects = v.id and c.signed is not null)"
)
_REMARKS = f"select r.question_id, r.sealed, {KEY} from remarks r {OF_VISIT} where r.visit_id = ?"


class Visits(Base):
    """The part of the store about visits; `storage.visits` says what each method does."""

    def begin_visit(self, force_id: str, share_id: str, account_id: str, now: datetime) -> Visit:
        """See VisitStore."""
        with self._writing() as db:
            return _begin(db, force_id, share_id, account_id, now)

    def begin_in_person_visit(self, new: NewShare, account_id: str, now: datetime) -> Visit:
        """See VisitStore."""
        with self._writing() as db:
            share = lasting_share(db, new, now) or put_share(db, new, now)
            return _begin(db, new.force_id, share.id, account_id, now)

    def visit(self, force_id: str, visit_id: str, now: datetime) -> Visit | None:
        """See VisitStore."""
        found = self._visits("v.id = ? and v.force_id = ?", (rows.to_time(now), visit_id, force_id))
        return found[0] if found else None

    def running_visit(self, workspace_id: str, share_id: str, now: datetime) -> Visit | None:
        """See VisitStore."""
        found = self._visits(
            "v.workspace_id = ? and v.share_id = ? and v.signed is null", (rows.to_time(now), workspace_id, share_id)
        )
        return found[0] if found else None

    def share_of_visit(self, force_id: str, visit_id: str) -> str | None:
        """See VisitStore."""
        row = self._row("select share_id from visits where id = ? and force_id = ?", (visit_id, force_id))
        return str(row[0]) if row else None

    def visits_of(self, force_id: str, now: datetime, most: int = 200) -> tuple[Visit, ...]:
        """See VisitStore."""
        return self._visits(
            "v.force_id = ? order by v.followed_up is not null, v.begun desc, v.rowid desc limit ?",
            (rows.to_time(now), force_id, most),
        )

    def follow_ups_due(self, force_id: str, now: datetime) -> int:
        """See VisitStore."""
        seen = f"select count(*) from visits v join shares s on {SEEN} where v.force_id = ? and {_DUE}"
        row = self._row(seen, (rows.to_time(now), force_id))
        return (row[0] if row else 0) + len(self.ended_follow_ups(force_id, now))

    def ended_follow_ups(self, force_id: str, now: datetime) -> tuple[EndedFollowUp, ...]:
        """See VisitStore."""
        found = self._rows(
            "select v.id, a.reference, v.follow_up, v.signed from visits v join shares s on s.id = v.share_id "
            f"join assessments a on a.id = v.assessment_id where v.force_id = ? and {_DUE} "
            "and s.withdrawn is null and (s.until <= ? or s.force_id <> v.force_id) order by v.follow_up, v.rowid",
            (force_id, rows.to_time(now)),
        )
        return tuple(
            EndedFollowUp(row[0], row[1], date.fromisoformat(row[2]), datetime.fromisoformat(row[3])) for row in found
        )

    def remarks(self, visit_id: str) -> dict[str, Remark]:
        """See VisitStore."""
        return _remarks(self._vault, visit_id, self._rows(_REMARKS, (visit_id,)))

    def change_remarks(
        self,
        force_id: str,
        visit_id: str,
        change: RemarkChange,
        now: datetime,
        *,
        by: str | None,
        form_used: FormUsed | None = None,
    ) -> None:
        """See VisitStore."""
        with self._writing() as db:
            workspace_id = must_be_open(db, force_id, visit_id, now)
            seal = seal_of(db, workspace_id)
            before = _remarks(db.vault, visit_id, run(db, _REMARKS, (visit_id,)).fetchall())
            after = {question: remark or Remark() for question, remark in change(before).items()}
            for question, remark in after.items():
                _save_remark(db, seal, (visit_id, question), remark, (by, rows.to_time(now)))
            if by is not None:
                log_remarks(db, force_id, by, visit_id, (before, after), now)
            forget_form(db, workspace_id, form_used() if form_used else None)

    def save_remarks(self, force_id: str, visit_id: str, remarks: Mapping[str, Remark | None], now: datetime) -> None:
        """See VisitStore."""
        self.change_remarks(force_id, visit_id, lambda _: remarks, now, by=None)

    def remark_authors(self, visit_id: str) -> dict[str, Author]:
        """See VisitStore."""
        found = self._rows(
            "select question_id, a.id, a.name, r.at from remarks r join accounts a on a.id = r.account_id "
            "where visit_id = ?",
            (visit_id,),
        )
        return {question: Author(who, name, datetime.fromisoformat(at)) for question, who, name, at in found}

    def sign_off(self, force_id: str, visit_id: str, signed: SignOff, now: datetime) -> None:
        """See VisitStore."""
        with self._writing() as db:
            seal = seal_of(db, must_be_open(db, force_id, visit_id, now))
            signed_for = seal.close(rows.clean(signed.signed_for), "visits", visit_id)
            values = (rows.to_time(now), signed_for, signed.follow_up.isoformat(), signed.account_id, visit_id)
            (workspace_id, assessment_id, share_id) = run(
                db,
                "update visits set signed = ?, sealed = ?, follow_up = ?, account_id = ? where id = ? "
                "returning workspace_id, assessment_id, share_id",
                values,
            ).fetchone()
            if signed.share_until is not None and extend_share(db, share_id, signed.share_until):
                write_log(db, force_id, signed.account_id, "extended-sharing", share_id, now)
            if signed.facts is not None:
                refresh_facts(db, workspace_id, assessment_id, signed.facts, now)
            write_log(db, force_id, signed.account_id, "signed-visit", visit_id, now)

    def follow_up(self, force_id: str, visit_id: str, account_id: str, now: datetime) -> None:
        """See VisitStore."""
        with self._writing() as db:
            update_one(
                db,
                "visit",
                "update visits set followed_up = coalesce(followed_up, ?) where id = ? and force_id = ? "
                "and signed is not null "
                "and exists (select 1 from shares s where s.id = visits.share_id and s.withdrawn is null)",
                (rows.to_time(now), visit_id, force_id),
            )
            write_log(db, force_id, account_id, "followed-up", visit_id, now)

    def visits_signed(self, workspace_id: str) -> dict[str, datetime]:
        """See VisitStore."""
        found = self._rows(
            "select v.assessment_id, max(v.signed) from premises p join assessments a on a.premises_id = p.id "
            "join visits v on v.assessment_id = a.id where p.workspace_id = ? and v.signed is not null group by 1",
            (workspace_id,),
        )
        return {assessment_id: datetime.fromisoformat(signed) for assessment_id, signed in found}

    def signed_visit(self, assessment_id: str) -> Visit | None:
        """See VisitStore."""
        return next(iter(self.signed_visits(assessment_id)), None)

    def visit_before(self, visit_id: str) -> Visit | None:
        """See VisitStore. What a correction corrects is not before it."""
        row = self._row(
            f"select {rows.with_key(VISIT, 'v')} from visits n join visits o on o.id = coalesce(n.corrects, n.id) "
            "join assessments b on b.id = n.assessment_id join assessments a on a.premises_id = b.premises_id "
            "join visits v on v.assessment_id = a.id join shares s on s.id = v.share_id "
            "where n.id = ? and s.force_id = n.force_id and s.withdrawn is null and (v.force_id = n.force_id or "
            "(v.share_id = n.share_id and exists (select 1 from visit_consents e where e.share_id = s.id))) "
            "and v.signed <= o.begun and v.id <> o.id "
            "and not exists (select 1 from visits c where c.corrects = v.id and c.signed is not null) "
            "order by v.signed desc limit 1",
            (visit_id,),
        )
        return to_visit(self._vault, row) if row else None

    def signed_visits(self, assessment_id: str) -> tuple[Visit, ...]:
        """See VisitStore."""
        sql = f"{ONE_VISIT} where assessment_id = ? and signed is not null order by signed desc"
        return tuple(to_visit(self._vault, row) for row in self._rows(sql, (assessment_id,)))

    def _visits(self, condition: str, parameters: Parameters) -> tuple[Visit, ...]:
        sql = f"select {rows.with_key(VISIT, 'v')} from visits v join shares s on {SEEN} where {condition}"
        return tuple(to_visit(self._vault, row) for row in self._rows(sql, parameters))


def _begin(db: Database, force_id: str, share_id: str, account_id: str, now: datetime) -> Visit:
    """The open visit of a share of answers, or a new one; see VisitStore."""
    moment = rows.to_time(now)
    share = run(
        db,
        "select workspace_id, assessment_id from shares where id = ? and force_id = ? and wish = 'share' "
        "and withdrawn is null and until > ?",
        (share_id, force_id, moment),
    ).fetchone()
    if share is None:
        raise no_visit()
    open_one = "select id from visits where share_id = ? and force_id = ? and signed is null"
    known = run(db, open_one, (share_id, force_id)).fetchone()
    visit_id = known[0] if known else new_id()
    if known is None:
        new = (visit_id, share_id, *share, force_id, account_id, moment, None, None, None, None, None)
        insert(db, "visits", VISIT, new)
    taken = "update shares set state = 'taken', taken_by = ? where id = ? and state = 'open'"
    # A visit that was under way before the business shared again is begun for the new request, too.
    if run(db, taken, (account_id, share_id)).rowcount or known is None:
        write_log(db, force_id, account_id, "began-visit", share_id, now)
    return to_visit(db.vault, run(db, f"{ONE_VISIT} where id = ?", (visit_id,)).fetchone())


def _remarks(vault: Vault, visit_id: str, found: list[rows.Row]) -> dict[str, Remark]:
    seal, sealed = opened(vault, found)
    return {question: _open_remark(seal.text(text, "remarks", visit_id, question)) for question, text in sealed if seal}


def _save_remark(
    db: Database, seal: Seal, of: tuple[str, str], remark: Remark, changed: tuple[str | None, str]
) -> None:
    if not remark.seen:
        run(db, "delete from remarks where visit_id = ? and question_id = ?", of)
        return
    said = together((remark.agreed, remark.agreed_against, remark.reason, remark.private, remark.note, remark.looked))
    run(
        db,
        "insert into remarks (visit_id, question_id, sealed, account_id, at) values (?, ?, ?, ?, ?) "
        f"on conflict (visit_id, question_id) do update set {replacing('sealed, account_id, at')}",
        (*of, seal.close(said, "remarks", *of), *changed),
    )


def _open_remark(text: str) -> Remark:
    """A remark as it was sealed."""
    agreed, against, reason, private, note, looked = apart(text)
    return Remark(agreed, against, reason, private, note, bool(looked))
