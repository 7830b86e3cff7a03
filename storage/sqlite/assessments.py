"""Banks, assessments and answers in SQLite."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from sqlite_utils import Database

from assessment.answers import Answer
from storage.errors import NotFound, StoreError
from storage.ids import new_id, new_reference
from storage.records import Answered, Assessment, Kind
from storage.sqlite import rows
from storage.sqlite.base import Base, must_change, not_found, run, touch

_ANSWERED = (
    f"select {rows.of('assessments', rows.ASSESSMENT)}, {rows.of('premises', rows.PREMISES)}, "  # noqa: S608
    f"(select {rows.ANSWERS} from answers where assessment_id = assessments.id), "
    "(select code_digest from workspaces where workspaces.id = assessments.workspace_id) "
    "from assessments join premises on premises.id = assessments.premises_id "
    "and premises.workspace_id = assessments.workspace_id "
    "where assessments.id = ? and assessments.workspace_id = ?"
)


class Assessments(Base):
    """The part of the store about assessments; `storage.store` says what each method does."""

    def keep_bank(self, version: str, document: str) -> None:
        """See Store."""
        with self._writing() as db:
            run(db, "insert or ignore into banks (version, document) values (?, ?)", (version, document))
            (kept,) = run(db, "select document from banks where version = ?", (version,)).fetchone()
            if kept != rows.clean(document):
                raise StoreError(
                    f"Bank {version} is kept with other content, which assessments stand on. "
                    "Give the new content a version of its own."
                )

    def bank_document(self, version: str) -> str | None:
        """See Store."""
        row = self._row("select document from banks where version = ?", (version,))
        return row[0] if row else None

    def start_assessment(
        self, workspace_id: str, premises_id: str, bank_version: str, kind: Kind, now: datetime
    ) -> Assessment:
        """See Store."""
        with self._writing() as db:
            premises = run(
                db, "select profile from premises where id = ? and workspace_id = ?", (premises_id, workspace_id)
            ).fetchone()
            if premises is None:
                raise not_found("premises")
            if not run(db, "select 1 from banks where version = ?", (bank_version,)).fetchone():
                raise NotFound(f"Bank {bank_version} was never kept. Keep it before assessments start with it.")
            row = (
                new_id(),
                premises_id,
                workspace_id,
                _free_reference(db),
                bank_version,
                kind,
                premises[0],
                rows.to_time(now),
                None,
            )
            db.table("assessments").insert(dict(zip(rows.ASSESSMENT.split(", "), row, strict=True)))
            touch(db, workspace_id, now)
        return rows.assessment(row)

    def assessment(self, workspace_id: str, assessment_id: str) -> Assessment | None:
        """See Store."""
        row = self._row(
            f"select {rows.ASSESSMENT} from assessments where id = ? and workspace_id = ?",  # noqa: S608
            (assessment_id, workspace_id),
        )
        return rows.assessment(row) if row else None

    def answered(self, workspace_id: str, assessment_id: str) -> Answered | None:
        """See Store."""
        row = self._row(_ANSWERED, (assessment_id, workspace_id))
        if row is None:
            return None
        *columns, said, code = row
        cut = len(columns) - rows.PREMISES.count(",") - 1
        return Answered(rows.assessment(columns[:cut]), rows.premises(columns[cut:]), rows.answers(said), code)

    def assessments_of(self, workspace_id: str, premises_id: str) -> tuple[Assessment, ...]:
        """See Store."""
        found = self._rows(
            f"select {rows.ASSESSMENT} from assessments where premises_id = ? and workspace_id = ? "  # noqa: S608
            "order by started desc, rowid desc",
            (premises_id, workspace_id),
        )
        return tuple(map(rows.assessment, found))

    def find_assessment(self, assessment_id: str) -> Assessment | None:
        """See Store: for the background worker only."""
        row = self._row(f"select {rows.ASSESSMENT} from assessments where id = ?", (assessment_id,))  # noqa: S608
        return rows.assessment(row) if row else None

    def change_kind(self, workspace_id: str, assessment_id: str, kind: Kind) -> None:
        """See Store."""
        with self._writing() as db:
            must_change(
                db,
                "assessment",
                "update assessments set kind = ? where id = ? and workspace_id = ?",
                (kind, assessment_id, workspace_id),
            )

    def finish(self, workspace_id: str, assessment_id: str, now: datetime) -> None:
        """See Store."""
        with self._writing() as db:
            must_change(
                db,
                "assessment",
                "update assessments set finished = ? where id = ? and workspace_id = ?",
                (rows.to_time(now), assessment_id, workspace_id),
            )
            touch(db, workspace_id, now)

    def reopen(self, workspace_id: str, assessment_id: str, now: datetime) -> None:
        """See Store."""
        with self._writing() as db:
            must_change(
                db,
                "assessment",
                "update assessments set finished = null, profile = "
                "(select profile from premises where premises.id = assessments.premises_id) "
                "where id = ? and workspace_id = ?",
                (assessment_id, workspace_id),
            )
            touch(db, workspace_id, now)

    def answers(self, assessment_id: str) -> dict[str, Answer]:
        """See Store."""
        row = self._row(f"select {rows.ANSWERS} from answers where assessment_id = ?", (assessment_id,))  # noqa: S608
        return rows.answers(row[0]) if row else {}

    def save_answers(
        self, workspace_id: str, assessment_id: str, answers: Mapping[str, Answer | None], now: datetime
    ) -> None:
        """See Store."""
        with self._writing() as db:
            if not run(
                db, "select 1 from assessments where id = ? and workspace_id = ?", (assessment_id, workspace_id)
            ).fetchone():
                raise not_found("assessment")
            for question, answer in answers.items():
                _save_answer(db, assessment_id, question, answer)
            touch(db, workspace_id, now)


def _save_answer(db: Database, assessment_id: str, question: str, answer: Answer | None) -> None:
    if answer is None:
        run(db, "delete from answers where assessment_id = ? and question_id = ?", (assessment_id, question))
        return
    run(
        db,
        "insert into answers (assessment_id, question_id, choice, reason, note) values (?, ?, ?, ?, ?) "
        "on conflict do update set choice = excluded.choice, reason = excluded.reason, note = excluded.note",
        (assessment_id, question, answer.choice, answer.reason, answer.note),
    )


def _free_reference(db: Database) -> str:
    while run(db, "select 1 from assessments where reference = ?", ((reference := new_reference()),)).fetchone():
        pass
    return reference
