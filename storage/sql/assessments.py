"""Assessments and answers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from assessment.answers import Answer
from assessment.path import AssessmentKind
from assessment.share_facts import ShareFacts
from local_time import london_day
from storage.errors import Finished
from storage.ids import new_id, new_reference
from storage.owners import OWNER, STARTED_TWICE, AnswerChange, Origin
from storage.records import AnswerAuthor, Answered, Assessment
from storage.sealing import Seal, Vault
from storage.sql import rows
from storage.sql.access_codes import author_name
from storage.sql.answers import (
    BLOCKS,
    Blocks,
    all_in,
    answers_in,
    authors_in,
    put_answers,
    read_blocks,
    read_kept,
    said,
    with_levels,
)
from storage.sql.base import Base, insert, must_own, not_found, run, touch
from storage.sql.database import Database
from storage.sql.figures import recounted
from storage.sql.plans import carry_on
from storage.sql.print_orders import forget_joint_prints
from storage.sql.read_forms import forget_form
from storage.sql.seals import KEY, seal_of
from storage.sql.sharing import counted_of, refresh_facts
from storage.sql.workshops import hand_on, join, must_know_bank

# The newest finished assessment of the same premises that was begun before this one, and finished before it if it is.
_LAST = (
    "coalesce((select b.id from assessments b where b.premises_id = assessments.premises_id and b.finished is not null "
    "and b.started < assessments.started and (assessments.finished is null or b.finished < assessments.finished) "
    "order by b.finished desc limit 1), premises.answers_from)"
)
_WORKSHOPS = "(select count(*) from workshop_members m where m.assessment_id = assessments.id)"
_WHOLE = (
    f"select {rows.columns(rows.ASSESSMENT, 'assessments')}, {rows.columns(rows.PREMISES, 'premises')}, w.data_key, "
    f"{BLOCKS}, {_LAST}, {_WORKSHOPS} from assessments join premises on premises.id = assessments.premises_id "
    "and premises.workspace_id = assessments.workspace_id join workspaces w on w.id = assessments.workspace_id "
)
_OF_ONE = "from assessments join workspaces w on w.id = assessments.workspace_id where assessments.id = ?"
_BLOCKS = f"select {BLOCKS}, {KEY} {_OF_ONE}"
_UNFINISHED = f"select {BLOCKS}, w.touched, {KEY} {_OF_ONE} and assessments.workspace_id = ? and finished is null"
_ONE = f"select {rows.with_key(rows.ASSESSMENT, 'assessments')} from assessments"
_ANSWERED = f"{_WHOLE} where assessments.id = ? and assessments.workspace_id = ?"


class Assessments(Base):
    """The part of the store about assessments; `storage.owners` says what each method does."""

    def start_assessment(
        self,
        workspace_id: str,
        premises_id: str,
        bank_version: str,
        kind: AssessmentKind,
        now: datetime,
        *,
        workshop_id: str | None = None,
    ) -> Assessment:
        """See AssessmentStore."""
        with self._writing() as db:
            own = (premises_id, workspace_id)
            premises = run(db, "select id, sealed from premises where id = ? and workspace_id = ?", own).fetchone()
            if premises is None:
                raise not_found("premises")
            must_know_bank(db, bank_version)
            seal = seal_of(db, workspace_id)
            row = _just_started(db, premises_id, bank_version, kind, now)
            if row is None:
                which, started = new_id(), (rows.to_time(now), None, None)
                profile = seal.close(seal.open(premises[1], "premises", premises_id), "assessments", which)
                row = (which, *own, _free_reference(db), bank_version, kind, profile, *started)
                insert(db, "assessments", rows.ASSESSMENT, row)
            touch(db, workspace_id, now)
            if workshop_id is not None:
                join(db, workshop_id, workspace_id, row[0], now)
        return rows.assessment(row, seal)

    def assessment(self, workspace_id: str, assessment_id: str) -> Assessment | None:
        """See AssessmentStore."""
        return _one(self._vault, self._row(f"{_ONE} where id = ? and workspace_id = ?", (assessment_id, workspace_id)))

    def answered(self, workspace_id: str, assessment_id: str) -> Answered | None:
        """See AssessmentStore."""
        return _as_answered(self._vault, self._row(_ANSWERED, (assessment_id, workspace_id)))

    def assessments_of(self, workspace_id: str, premises_id: str) -> tuple[Assessment, ...]:
        """See AssessmentStore."""
        found = self._rows(
            f"{_ONE} where premises_id = ? and workspace_id = ? order by started desc, rowid desc",
            (premises_id, workspace_id),
        )
        return assessments_of(self._vault, found)

    def assessments_in(self, workspace_id: str) -> tuple[Assessment, ...]:
        """See AssessmentStore."""
        found = self._rows(
            f"select {rows.with_key(rows.ASSESSMENT, 'a')} from premises p join assessments a on a.premises_id = p.id "
            "and a.workspace_id = p.workspace_id where p.workspace_id = ? "
            "order by p.created, p.rowid, a.started desc, a.rowid desc",
            (workspace_id,),
        )
        return assessments_of(self._vault, found)

    def find_assessment(self, assessment_id: str) -> Assessment | None:
        """See AssessmentStore: for the background worker only."""
        return _one(self._vault, self._row(f"{_ONE} where id = ?", (assessment_id,)))

    def finish(self, workspace_id: str, assessment_id: str, now: datetime, facts: ShareFacts | None = None) -> None:
        """See AssessmentStore."""
        with self._writing() as db:
            _must_be_unfinished(db, workspace_id, assessment_id)
            run(db, "update assessments set finished = ? where id = ?", (rows.to_time(now), assessment_id))
            touch(db, workspace_id, now)
            if facts is not None:
                refresh_facts(db, workspace_id, assessment_id, facts, now)

    def delete_assessment(self, workspace_id: str, assessment_id: str, now: datetime) -> None:
        """See AssessmentStore."""
        with self._writing() as db:
            must_own(db, workspace_id, assessment_id)
            with recounted(db, counted_of(db, assessment_id), london_day(now)):
                forget_joint_prints(db, workspace_id)
                run(db, "delete from assessments where id = ?", (assessment_id,))
            touch(db, workspace_id, now)
        self._clean_after_deletion()

    def open_again(self, workspace_id: str, assessment_id: str, now: datetime, *, in_full: bool = False) -> Assessment:
        """See AssessmentStore."""
        with self._writing() as db:
            must_own(db, workspace_id, assessment_id)
            touch(db, workspace_id, now)
            (own,) = run(db, "select kind from assessments where id = ?", (assessment_id,)).fetchone()
            kind = "full" if in_full else own
            seal = seal_of(db, workspace_id)
            row = _unfinished(db, assessment_id, kind) or _copied(db, seal, assessment_id, kind, now)
            return rows.assessment(row, seal)

    def answers(self, assessment_id: str) -> dict[str, Answer]:
        """See AssessmentStore."""
        return answers_in(self._blocks(assessment_id))

    def answer_authors(self, assessment_id: str) -> dict[str, AnswerAuthor]:
        """See AssessmentStore."""
        return authors_in(self._blocks(assessment_id))

    def change_answers(
        self,
        workspace_id: str,
        assessment_id: str,
        change: AnswerChange,
        now: datetime,
        origin: Origin = OWNER,
    ) -> None:
        """See AssessmentStore."""
        with self._writing(workspace_id) as db:
            # One statement for all: most of what people do here is this.
            found = run(db, _UNFINISHED, (assessment_id, workspace_id)).fetchone()
            if found is None:
                _must_be_unfinished(db, workspace_id, assessment_id)
            value, touched, *key = found
            seal = db.vault.seal(*key)
            author = AnswerAuthor(author_name(db, seal, workspace_id, origin.by), now)
            kept = read_kept(value, seal, assessment_id, origin.known)
            given = {question: answer and said(answer, author) for question, answer in change(kept.answers).items()}
            put_answers(db, seal, assessment_id, kept.blocks, given)
            forget_form(db, workspace_id, origin.form_used() if origin.form_used else None)
            touch(db, workspace_id, now, touched)

    def save_answers(
        self, workspace_id: str, assessment_id: str, answers: Mapping[str, Answer | None], now: datetime
    ) -> None:
        """See AssessmentStore."""
        self.change_answers(workspace_id, assessment_id, lambda _: answers, now)

    def _blocks(self, assessment_id: str) -> Blocks:
        row = self._row(_BLOCKS, (assessment_id,))
        return read_blocks(row[0], self._vault.seal(*row[1:]), assessment_id) if row else {}


def assessments_of(vault: Vault, found: Iterable[rows.Row]) -> tuple[Assessment, ...]:
    """The assessments of rows with the columns of ASSESSMENT and the keys of their workspaces."""
    return tuple(rows.assessment(row, vault.seal(row[2], key)) for *row, key in found)


def _one(vault: Vault, row: rows.Row | None) -> Assessment | None:
    return next(iter(assessments_of(vault, [row])), None) if row else None


def _as_answered(vault: Vault, row: rows.Row | None) -> Answered | None:
    if row is None:
        return None
    *columns, key, blocks, last_id, workshops = row
    cut = rows.width(rows.ASSESSMENT)
    seal = vault.seal(columns[2], key)
    assessment, premises = rows.assessment(columns[:cut], seal), rows.premises(columns[cut:], seal)
    kept = read_kept(blocks, seal, assessment.id)
    return Answered(assessment, premises, kept.answers, last_id, bool(workshops), kept)


def _must_be_unfinished(db: Database, workspace_id: str, assessment_id: str) -> None:
    """NotFound for one that is not there or another workspace's, and Finished."""
    must_own(db, workspace_id, assessment_id)
    if run(db, "select finished from assessments where id = ?", (assessment_id,)).fetchone()[0] is not None:
        raise Finished


def _just_started(db: Database, premises_id: str, bank_version: str, kind: str, now: datetime) -> rows.Row | None:
    """The assessment that a press just before has started, still without answers; see `start_assessment`."""
    found: rows.Row | None = run(
        db,
        f"select {rows.ASSESSMENT} from assessments a where premises_id = ? and bank_version = ? and kind = ? "
        "and started > ? and finished is null and begun_from is null "
        "and not exists (select 1 from answer_blocks where assessment_id = a.id)",
        (premises_id, bank_version, kind, rows.to_time(now - STARTED_TWICE)),
    ).fetchone()
    return found


def _unfinished(db: Database, assessment_id: str, kind: str) -> rows.Row | None:
    """The assessment as one of this kind, or the one that was begun from it; None where all are finished."""
    run(db, "update assessments set kind = ? where id = ? and finished is null", (kind, assessment_id))
    found: rows.Row | None = run(
        db,
        f"select {rows.ASSESSMENT} from assessments where finished is null and (id = ? or begun_from = ?) "
        "and kind = ? order by started desc, rowid desc",
        (assessment_id, assessment_id, kind),
    ).fetchone()
    return found


def _copied(db: Database, seal: Seal, assessment_id: str, kind: str, now: datetime) -> rows.Row:
    """A new assessment with the answers of this one and the profile of the premises."""
    premises_id, workspace_id, bank_version, profile, blocks = run(
        db,
        f"select premises_id, assessments.workspace_id, bank_version, premises.sealed, {BLOCKS} from assessments "
        "join premises on premises.id = premises_id where assessments.id = ?",
        (assessment_id,),
    ).fetchone()
    which = new_id()
    sealed = seal.close(seal.open(profile, "premises", premises_id), "assessments", which)
    begun = (sealed, rows.to_time(now), None, assessment_id)
    row = (which, premises_id, workspace_id, _free_reference(db), bank_version, kind, *begun)
    insert(db, "assessments", rows.ASSESSMENT, row)
    levels = carry_on(db, seal, assessment_id, which)
    put_answers(db, seal, which, {}, with_levels(all_in(read_blocks(blocks, seal, assessment_id)), levels))
    hand_on(db, assessment_id, which, now)
    return row


def _free_reference(db: Database) -> str:
    while run(db, "select 1 from assessments where reference = ?", ((reference := new_reference()),)).fetchone():
        pass
    return reference
