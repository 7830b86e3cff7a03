"""Seals what a database of an earlier version holds openly: between the steps 0080 and 0081, in their transaction."""

from __future__ import annotations

import json
from typing import Any

from storage.sealing import Seal, Vault
from storage.sql.answers import kept, put_answers
from storage.sql.base import run
from storage.sql.database import Database, Runs
from storage.sql.seals import together

# After this step, and before the next one, the content is sealed.
STEP, NEXT = "0080_sealed", "0081_only_sealed"

# Of each table with sealed columns: the condition that a row is of a workspace, what names a row within its table, and
# for each sealed column its part of the place and the open columns that it holds together, or one alone.
_ASSESSMENT = "assessment_id in (select id from assessments where workspace_id = ?)"
_PREMISES = "premises_id in (select id from premises where workspace_id = ?)"
_VISIT = "visit_id in (select id from visits where workspace_id = ?)"
_OWN = "workspace_id = ?"
_Columns = dict[str, tuple[tuple[str, ...], str | tuple[str, ...]]]
_TABLES: dict[str, tuple[str, tuple[str, ...], _Columns]] = {
    "premises": (_OWN, ("id",), {"sealed": ((), "profile")}),
    "assessments": (_OWN, ("id",), {"sealed": ((), "profile")}),
    "plan_items": (
        _ASSESSMENT,
        ("assessment_id", "name"),
        {"sealed": ((), ("owner", "due", "status", "reason", "cost", "note", "proof"))},
    ),
    "plan_updates": (_ASSESSMENT, ("id",), {"sealed": ((), ("before", "after", "made_by"))}),
    "procedure_fields": (_PREMISES, ("premises_id", "name"), {"sealed": ((), "written")}),
    "read_forms": (_OWN, ("id",), {"sealed": ((), "content")}),
    "logos": (_PREMISES, ("premises_id",), {"sealed": ((), "picture")}),
    "access_codes": (_OWN, ("id",), {"sealed": ((), "name")}),
    "calendar_feeds": (_OWN, ("id",), {"sealed": ((), "name")}),
    "shares": (
        _OWN,
        ("id",),
        {
            "sealed": (("asked",), ("message", "reach")),
            "sealed_outcome": (("outcome",), "outcome"),
            "sealed_why": (("why",), "passed_why"),
            "sealed_facts": (("facts",), "facts"),
        },
    ),
    "visits": (_OWN, ("id",), {"sealed": ((), "signed_for")}),
    "remarks": (
        _VISIT,
        ("visit_id", "question_id"),
        {"sealed": ((), ("agreed", "seen", "reason", "private", "note", "looked"))},
    ),
    "findings": (
        _VISIT,
        ("visit_id", "id"),
        {"sealed": ((), ("text", "importance", "person", "due", "question_id"))},
    ),
    "diary_entries": (_VISIT, ("visit_id", "id"), {"sealed": ((), ("day", "present", "minutes", "note"))}),
    "visit_advice": (_VISIT, ("visit_id", "id"), {"sealed": ((), ("class_id", "text", "question_id"))}),
    "law_sheet_fields": (_VISIT, ("visit_id", "name"), {"sealed": ((), "written")}),
    "photographs": (_VISIT, ("visit_id", "id"), {"sealed": ((), "picture")}),
    "staff_checks": (_OWN, ("id",), {"sealed": (("words",), ("tell", "set_aside"))}),
}


def seal_content(connection: Runs, vault: Vault) -> None:
    """Give every workspace its key, and seal what it holds. Raises the database's errors, and KeyRefused."""
    db = Database(connection, vault)
    for (workspace_id,) in run(db, "select id from workspaces", ()).fetchall():
        wrapped = vault.new_key(workspace_id)
        run(db, "update workspaces set data_key = ? where id = ?", (wrapped, workspace_id))
        seal = vault.seal(workspace_id, wrapped)
        for table, (condition, names, columns) in _TABLES.items():
            for name, (part, holds) in columns.items():
                _seal_column(db, seal, workspace_id, (table, condition, names), (name, part, holds))
        _seal_answers(db, seal, workspace_id)
        _seal_counts(db, seal, workspace_id)
        _seal_documents(db, seal, workspace_id)


def _seal_column(
    db: Database,
    seal: Seal,
    workspace_id: str,
    rows_of: tuple[str, str, tuple[str, ...]],
    column: tuple[str, tuple[str, ...], str | tuple[str, ...]],
) -> None:
    table, condition, names = rows_of
    name, part, holds = column
    held = (holds,) if isinstance(holds, str) else holds
    sql = f"select {', '.join((*names, *held))} from {table} where {condition}"
    this = " and ".join(f"{each} = ?" for each in names)
    for row in run(db, sql, (workspace_id,)).fetchall():
        which, values = row[: len(names)], row[len(names) :]
        # What was left empty is nothing, where nothing is a value of its own.
        if isinstance(holds, str) and name != "sealed" and values[0] in ("", "{}"):
            continue
        if table == "visits" and not values[0]:
            continue
        content = values[0] if isinstance(holds, str) else together(values)
        sealed = seal.close(_plain(content), table, *which, *part)
        run(db, f"update {table} set {name} = ? where {this}", (sealed, *which))


def _plain(value: Any) -> str | bytes:
    return value if isinstance(value, str) else bytes(value)


def _seal_answers(db: Database, seal: Seal, workspace_id: str) -> None:
    for (assessment_id,) in run(db, "select id from assessments where workspace_id = ?", (workspace_id,)).fetchall():
        open_ones = "select question_id, author, at, choice, reason, note from answers where assessment_id = ?"
        found = run(db, f"{open_ones} order by question_id", (assessment_id,)).fetchall()
        answers = {question: kept(parts, author or "", at) for question, author, at, *parts in found}
        put_answers(db, seal, assessment_id, {}, answers)


def _seal_counts(db: Database, seal: Seal, workspace_id: str) -> None:
    for check_id, shown in run(
        db, "select id, shown from staff_checks where workspace_id = ?", (workspace_id,)
    ).fetchall():
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
