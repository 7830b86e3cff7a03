"""Assessments and answers."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from assessment.answers import Answer
from assessment.path import AssessmentKind
from assessment.share_facts import ShareFacts
from local_time import london_day
from storage.errors import Finished
from storage.ids import new_id, new_reference
from storage.owners import STARTED_TWICE, AnswerChange
from storage.read_forms import FormUsed
from storage.records import AnswerAuthor, Answered, Assessment
from storage.sql import rows
from storage.sql.access_codes import author_name
from storage.sql.base import Base, insert, must_own, not_found, replacing, run, touch
from storage.sql.database import Database
from storage.sql.figures import recounted
from storage.sql.plans import carry_on
from storage.sql.print_orders import forget_joint_prints
from storage.sql.read_forms import forget_form
from storage.sql.sharing import counted_of, refresh_facts
from storage.sql.workshops import hand_on, join, must_know_bank

_ANSWERS = f"select {rows.ANSWERS} from answers where assessment_id = ?"
_WHOLE = (
    f"select {rows.columns(rows.ASSESSMENT, 'assessments')}, {rows.columns(rows.PREMISES, 'premises')}, "
    f"(select {rows.ANSWERS} from answers where assessment_id = assessments.id) "
    "from assessments join premises on premises.id = assessments.premises_id "
    "and premises.workspace_id = assessments.workspace_id "
)
_ANSWERED = f"{_WHOLE} where assessments.id = ? and assessments.workspace_id = ?"
_LAST = (
    f"{_WHOLE} where assessments.id = (select coalesce((select b.id from assessments b "
    "where b.premises_id = a.premises_id and b.finished is not null and b.started < a.started "
    "and (a.finished is null or b.finished < a.finished) order by b.finished desc limit 1), p.answers_from) "
    "from assessments a join premises p on p.id = a.premises_id where a.id = ? and a.workspace_id = ?)"
)


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
            premises = run(db, "select profile from premises where id = ? and workspace_id = ?", own).fetchone()
            if premises is None:
                raise not_found("premises")
            must_know_bank(db, bank_version)
            row = _just_started(db, premises_id, bank_version, kind, now)
            if row is None:
                started = (premises[0], rows.to_time(now), None, None)
                row = (new_id(), *own, _free_reference(db), bank_version, kind, *started)
                insert(db, "assessments", rows.ASSESSMENT, row)
            touch(db, workspace_id, now)
            if workshop_id is not None:
                join(db, workshop_id, workspace_id, row[0], now)
        return rows.assessment(row)

    def assessment(self, workspace_id: str, assessment_id: str) -> Assessment | None:
        """See AssessmentStore."""
        row = self._row(
            f"select {rows.ASSESSMENT} from assessments where id = ? and workspace_id = ?",
            (assessment_id, workspace_id),
        )
        return rows.assessment(row) if row else None

    def answered(self, workspace_id: str, assessment_id: str) -> Answered | None:
        """See AssessmentStore."""
        return _as_answered(self._row(_ANSWERED, (assessment_id, workspace_id)))

    def assessments_of(self, workspace_id: str, premises_id: str) -> tuple[Assessment, ...]:
        """See AssessmentStore."""
        found = self._rows(
            f"select {rows.ASSESSMENT} from assessments where premises_id = ? and workspace_id = ? "
            "order by started desc, rowid desc",
            (premises_id, workspace_id),
        )
        return tuple(map(rows.assessment, found))

    def assessments_in(self, workspace_id: str) -> tuple[Assessment, ...]:
        """See AssessmentStore."""
        found = self._rows(
            f"select {rows.columns(rows.ASSESSMENT, 'a')} from premises p join assessments a on a.premises_id = p.id "
            "and a.workspace_id = p.workspace_id where p.workspace_id = ? "
            "order by p.created, p.rowid, a.started desc, a.rowid desc",
            (workspace_id,),
        )
        return tuple(map(rows.assessment, found))

    def last_answered(self, workspace_id: str, assessment_id: str) -> Answered | None:
        """See AssessmentStore."""
        return _as_answered(self._row(_LAST, (assessment_id, workspace_id)))

    def find_assessment(self, assessment_id: str) -> Assessment | None:
        """See AssessmentStore: for the background worker only."""
        row = self._row(f"select {rows.ASSESSMENT} from assessments where id = ?", (assessment_id,))
        return rows.assessment(row) if row else None

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
            return rows.assessment(_unfinished(db, assessment_id, kind) or _copied(db, assessment_id, kind, now))

    def answers(self, assessment_id: str) -> dict[str, Answer]:
        """See AssessmentStore."""
        row = self._row(_ANSWERS, (assessment_id,))
        return rows.answers(row[0]) if row else {}

    def answer_authors(self, assessment_id: str) -> dict[str, AnswerAuthor]:
        """See AssessmentStore."""
        found = self._rows(
            "select question_id, author, at from answers where assessment_id = ? and at is not null", (assessment_id,)
        )
        return {question: AnswerAuthor(name, datetime.fromisoformat(at)) for question, name, at in found}

    def change_answers(
        self,
        workspace_id: str,
        assessment_id: str,
        change: AnswerChange,
        now: datetime,
        *,
        form_used: FormUsed | None = None,
        by: str | None = None,
    ) -> None:
        """See AssessmentStore."""
        with self._writing(workspace_id) as db:
            _must_be_unfinished(db, workspace_id, assessment_id)
            author = author_name(db, workspace_id, by)
            (said,) = run(db, _ANSWERS, (assessment_id,)).fetchone()
            for question, answer in change(rows.answers(said)).items():
                _save_answer(db, assessment_id, question, answer, AnswerAuthor(author, now))
            forget_form(db, workspace_id, form_used() if form_used else None)
            touch(db, workspace_id, now)

    def save_answers(
        self, workspace_id: str, assessment_id: str, answers: Mapping[str, Answer | None], now: datetime
    ) -> None:
        """See AssessmentStore."""
        self.change_answers(workspace_id, assessment_id, lambda _: answers, now)


def _as_answered(row: rows.Row | None) -> Answered | None:
    if row is None:
        return None
    *columns, said = row
    cut = rows.width(rows.ASSESSMENT)
    return Answered(rows.assessment(columns[:cut]), rows.premises(columns[cut:]), rows.answers(said))


def _must_be_unfinished(db: Database, workspace_id: str, assessment_id: str) -> None:
    must_own(db, workspace_id, assessment_id)
    if run(db, "select finished from assessments where id = ?", (assessment_id,)).fetchone()[0] is not None:
        raise Finished


def _just_started(db: Database, premises_id: str, bank_version: str, kind: str, now: datetime) -> rows.Row | None:
    """The assessment that a press just before has started, still without answers; see `start_assessment`."""
    found: rows.Row | None = run(
        db,
        f"select {rows.ASSESSMENT} from assessments a where premises_id = ? and bank_version = ? and kind = ? "
        "and started > ? and finished is null and begun_from is null "
        "and not exists (select 1 from answers where assessment_id = a.id)",
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


def _copied(db: Database, assessment_id: str, kind: str, now: datetime) -> rows.Row:
    """A new assessment with the answers of this one and the profile of the premises."""
    premises_id, workspace_id, bank_version, profile = run(
        db,
        "select premises_id, a.workspace_id, bank_version, premises.profile from assessments a "
        "join premises on premises.id = premises_id where a.id = ?",
        (assessment_id,),
    ).fetchone()
    begun = (profile, rows.to_time(now), None, assessment_id)
    row = (new_id(), premises_id, workspace_id, _free_reference(db), bank_version, kind, *begun)
    insert(db, "assessments", rows.ASSESSMENT, row)
    run(
        db,
        "insert into answers (assessment_id, question_id, choice, reason, note, author, at) "
        "select ?, question_id, choice, reason, note, author, at from answers where assessment_id = ?",
        (row[0], assessment_id),
    )
    carry_on(db, assessment_id, row[0])
    hand_on(db, assessment_id, row[0], now)
    return row


def _save_answer(db: Database, assessment_id: str, question: str, answer: Answer | None, author: AnswerAuthor) -> None:
    if answer is None:
        run(db, "delete from answers where assessment_id = ? and question_id = ?", (assessment_id, question))
        return
    run(
        db,
        "insert into answers (assessment_id, question_id, choice, reason, note, author, at) "
        "values (?, ?, ?, ?, ?, ?, ?) on conflict (assessment_id, question_id) do update "
        f"set {replacing('choice, reason, note, author, at')}",
        (assessment_id, question, answer.choice, answer.reason, answer.note, author.name, rows.to_time(author.at)),
    )


def _free_reference(db: Database) -> str:
    while run(db, "select 1 from assessments where reference = ?", ((reference := new_reference()),)).fetchone():
        pass
    return reference
