"""Seals what a database of an earlier version holds openly: between the steps 0080 and 0081, in their transaction."""

from __future__ import annotations

import json
from dataclasses import dataclass

from storage.sealing import Seal, Vault
from storage.sql.answers import kept, put_answers
from storage.sql.base import run
from storage.sql.database import Database, Runs
from storage.sql.seals import together

# After this step, and before the next one, the content is sealed.
STEP, NEXT = "0080_sealed", "0081_only_sealed"

_ASSESSMENT = "assessment_id in (select id from assessments where workspace_id = ?)"
_PREMISES = "premises_id in (select id from premises where workspace_id = ?)"
_VISIT = "visit_id in (select id from visits where workspace_id = ?)"
_OWN = "workspace_id = ?"


@dataclass(frozen=True, slots=True)
class _Column:
    """A sealed column: its table, the condition that a row is of a workspace, and what names a row within its table.

    It `holds` one open column, or several together. `part` tells it from another sealed column of the same row. Where
    the open column is one of `nothing`, nothing is sealed.
    """

    table: str
    of: str
    names: tuple[str, ...]
    holds: str | tuple[str, ...]
    column: str = "sealed"
    part: tuple[str, ...] = ()
    nothing: tuple[str, ...] = ()


_REMARK = ("agreed", "seen", "reason", "private", "note", "looked")
_COLUMNS = (
    _Column("premises", _OWN, ("id",), "profile"),
    _Column("assessments", _OWN, ("id",), "profile"),
    _Column(
        "plan_items",
        _ASSESSMENT,
        ("assessment_id", "name"),
        ("owner", "due", "status", "reason", "cost", "note", "proof"),
    ),
    _Column("plan_updates", _ASSESSMENT, ("id",), ("before", "after", "made_by")),
    _Column("procedure_fields", _PREMISES, ("premises_id", "name"), "written"),
    _Column("read_forms", _OWN, ("id",), "content"),
    _Column("logos", _PREMISES, ("premises_id",), "picture"),
    _Column("access_codes", _OWN, ("id",), "name"),
    _Column("calendar_feeds", _OWN, ("id",), "name"),
    _Column("shares", _OWN, ("id",), ("message", "reach"), part=("asked",)),
    _Column("shares", _OWN, ("id",), "outcome", "sealed_outcome", ("outcome",), ("",)),
    _Column("shares", _OWN, ("id",), "passed_why", "sealed_why", ("why",), ("",)),
    _Column("shares", _OWN, ("id",), "facts", "sealed_facts", ("facts",), ("{}",)),
    _Column("visits", _OWN, ("id",), "signed_for", nothing=("",)),
    _Column("remarks", _VISIT, ("visit_id", "question_id"), _REMARK),
    _Column("findings", _VISIT, ("visit_id", "id"), ("text", "importance", "person", "due", "question_id")),
    _Column("diary_entries", _VISIT, ("visit_id", "id"), ("day", "present", "minutes", "note")),
    _Column("visit_advice", _VISIT, ("visit_id", "id"), ("class_id", "text", "question_id")),
    _Column("law_sheet_fields", _VISIT, ("visit_id", "name"), "written"),
    _Column("photographs", _VISIT, ("visit_id", "id"), "picture"),
    _Column("staff_checks", _OWN, ("id",), ("tell", "set_aside"), part=("words",)),
)


def seal_content(connection: Runs, vault: Vault) -> None:
    """Give every workspace its key, and seal what it holds. Raises the database's errors, and KeyRefused."""
    db = Database(connection, vault)
    for (workspace_id,) in run(db, "select id from workspaces", ()).fetchall():
        wrapped = vault.new_key(workspace_id)
        run(db, "update workspaces set data_key = ? where id = ?", (wrapped, workspace_id))
        seal = vault.seal(workspace_id, wrapped)
        for column in _COLUMNS:
            _seal_column(db, seal, workspace_id, column)
        _seal_answers(db, seal, workspace_id)
        _seal_counts(db, seal, workspace_id)
        _seal_documents(db, seal, workspace_id)


def _seal_column(db: Database, seal: Seal, workspace_id: str, column: _Column) -> None:
    table, names, alone = column.table, column.names, isinstance(column.holds, str)
    held = (column.holds,) if isinstance(column.holds, str) else column.holds
    this = " and ".join(f"{each} = ?" for each in names)
    found = run(db, f"select {', '.join((*names, *held))} from {table} where {column.of}", (workspace_id,)).fetchall()
    for row in found:
        which, values = row[: len(names)], row[len(names) :]
        if values[0] in column.nothing:
            continue
        content = values[0] if alone else together(values)
        sealed = seal.close(content if isinstance(content, str) else bytes(content), table, *which, *column.part)
        run(db, f"update {table} set {column.column} = ? where {this}", (sealed, *which))


def _seal_answers(db: Database, seal: Seal, workspace_id: str) -> None:
    for (assessment_id,) in run(db, "select id from assessments where workspace_id = ?", (workspace_id,)).fetchall():
        open_ones = "select question_id, author, at, choice, reason, note from answers where assessment_id = ?"
        found = run(db, f"{open_ones} order by question_id", (assessment_id,)).fetchall()
        answers = {question: kept(parts, author or "", at) for question, author, at, *parts in found}
        put_answers(db, seal, assessment_id, {}, answers)


def _seal_counts(db: Database, seal: Seal, workspace_id: str) -> None:
    checks = "select id, shown from staff_checks where workspace_id = ?"
    for check_id, shown in run(db, checks, (workspace_id,)).fetchall():
        counted = "select item_id, right_times, asked_times from staff_check_items where check_id = ?"
        counts = {item: (right, asked) for item, right, asked in sorted(run(db, counted, (check_id,)))}
        seen = json.loads(shown)
        content = json.dumps([counts, seen.get("responses", 0), seen.get("items", {})])
        sealed = seal.close(content, "staff_checks", check_id, "counts")
        run(db, "update staff_checks set sealed_counts = ? where id = ?", (sealed, check_id))


def _seal_documents(db: Database, seal: Seal, workspace_id: str) -> None:
    printed = "select id from prints where workspace_id = ? and document is not null"
    for (print_id,) in run(db, printed, (workspace_id,)).fetchall():
        (document,) = run(db, "select document from prints where id = ?", (print_id,)).fetchone()
        sealed = seal.close(bytes(document), "prints", print_id)
        run(db, "update prints set document = ? where id = ?", (sealed, print_id))
