"""The sheet of a workbook on which a plan is worked through: a row for each job and action, which can be read back.

Each row carries its id, and a mark of what each of its cells said: so a file that comes back tells what was changed in
it from what has changed on the site since.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from textwrap import wrap
from types import MappingProxyType
from typing import Any

from assessment.plain_text import tidy_text
from assessment.progress import PlanItem, Status, action_name, job_name
from reports.exports.columns import STATUSES, Cell
from reports.exports.xlsx_workbook import Book, Head, letter
from reports.report.dates import long_date
from reports.report.job_parts import ActionLine, JobLine
from reports.report.report import Report
from reports.report.wording import STATUS_TITLES, without_forbidden

TITLE = "Plan"
# The columns that are read back, by the part of an item that each holds.
PART_TITLES: Mapping[str, str] = MappingProxyType(
    {
        "owner": "Owner",
        "due": "Due",
        "status": "Status",
        "reason": "Why not",
        "cost": "Cost here",
        "note": "Note",
        "proof": "Proof",
    }
)
ID, MARKS = "Row id", "As exported"
# Up to PRINTED, they fill the width of a page; the others are for the screen.
HEADS = (
    Head("Job", 5, "number"),
    Head("Action", 7, "number"),
    Head("What", 50),
    Head("When", 8),
    Head("Due", 12, "date"),
    Head("Status", 12),
    Head("Owner", 21),
    Head("Note", 40),
    Head("Why not", 24),
    Head("Cost here", 14),
    Head("Proof", 30),
    Head("Effort", 14),
    Head(ID, 22, tall=False),
    Head(MARKS, 12, tall=False),
)
PRINTED = 8
HOW = (
    "Change what is under Due, Status, Owner, Note, Why not, Cost here and Proof. If you keep this plan on the site, "
    "bring the file back there (Plan, Spreadsheet): you see what changes before anything is saved."
)
# Of the lines above the table, in characters.
LINE = 190
_MARK = 8


@dataclass(frozen=True, slots=True)
class PlanRow:
    """A job or an action as the sheet shows it; `parts` are the texts of the cells that are read back.

    Owner, day and status are those that hold for it: an action's may be its job's, or suggested.
    """

    name: str
    title: str
    job: int
    action: int | None
    class_id: str
    class_title: str
    effort: str
    parts: Mapping[str, str]


def plan_rows(jobs: tuple[JobLine, ...]) -> Iterator[PlanRow]:
    """The rows of a plan: each job, and after it its actions."""
    for job in jobs:
        yield _row(job_name(job.id), job, job.rank, None)
        for action in job.actions:
            yield _row(action_name(action.question_id), action, job.rank, action.rank)


def mark_of(text: str) -> str:
    """The mark of what a cell said: 32 bits of SHA-256, in hex."""
    return hashlib.sha256(tidy_text(text, lines=True).encode()).hexdigest()[:_MARK]


def marks_text(parts: Mapping[str, str]) -> str:
    """The marks of a row, as its last cell carries them."""
    return ".".join(mark_of(parts[part]) for part in PART_TITLES)


def read_marks(text: str) -> Mapping[str, str]:
    """The marks by part from `marks_text`; none for any other text."""
    marks = text.strip().split(".")
    return dict(zip(PART_TITLES, marks, strict=True)) if len(marks) == len(PART_TITLES) else {}


def write_plan_sheet(book: Book, report: Report, title: str, looks: Mapping[str, Any]) -> None:
    """Write the sheet: days are real days, the status is chosen from a list. `looks` has a format for each class."""
    sheet = book.sheet(TITLE, [head.width for head in HEADS])
    facts = " · ".join((long_date(report.made_on), report.kind_title, f"Reference {report.reference}"))
    handling = f"{report.notices.handling}. {report.notices.handling_long}"
    book.write(sheet, 0, 0, title, book.title)
    told = (f"{report.headline} {facts}", handling, report.notices.independent, HOW)
    lines = [line for each in told for line in wrap(without_forbidden(each), LINE)]
    for number, line in enumerate(lines, start=1):
        book.write(sheet, number, 0, line, book.line)
    rows, top = list(plan_rows(report.jobs)), len(lines) + 1
    last = book.table(sheet, TITLE, top, HEADS, [_cells(report, row) for row in rows], printed=PRINTED)
    places = {head.title: number for number, head in enumerate(HEADS)}
    quiet = book.cell_look(font_color="#66727F", font_size=8)
    for number, row in enumerate(rows, start=top + 1):
        cells = _cells(report, row)
        book.write(sheet, number, places["When"], row.class_title, looks[row.class_id])
        for column in (ID, MARKS):
            book.write(sheet, number, places[column], cells[places[column]], quiet)
        if row.action is None:
            book.write(sheet, number, places["What"], row.title, book.bold)
    _checked(sheet, top + 1, last, places)
    _greyed(book, sheet, top + 1, last, places)
    sheet.freeze_panes(top + 1, places["What"] + 1)


def _row(name: str, line: JobLine | ActionLine, job: int, action: int | None) -> PlanRow:
    said = _parts(line.owner, line.due, line.status, line.typed)
    return PlanRow(name, line.title, job, action, line.class_id, line.class_title, line.effort, said)


def _parts(owner: str, due: date, status: Status, typed: PlanItem) -> Mapping[str, str]:
    held = {"owner": owner, "due": due.isoformat(), "status": STATUS_TITLES[status]}
    return {part: held.get(part) or getattr(typed, part) for part in PART_TITLES}


def _cells(report: Report, row: PlanRow) -> tuple[Cell, ...]:
    said: dict[str, Cell] = {PART_TITLES[part]: text or None for part, text in row.parts.items()}
    said["Due"] = date.fromisoformat(row.parts["due"])
    told: dict[str, Cell] = {"Job": row.job, "Action": row.action, "What": row.title, "When": row.class_title}
    back: dict[str, Cell] = {ID: f"{report.reference} {row.name}", MARKS: marks_text(row.parts)}
    whole = {**told, **said, "Effort": row.effort, **back}
    return tuple(whole[head.title] for head in HEADS)


def _checked(sheet: Any, first: int, last: int, places: Mapping[str, int]) -> None:
    """Keep the status one of the list, and days real days; a program says so if anything else is typed."""
    says = f"Choose one of: {', '.join(STATUSES)}."
    status = {"validate": "list", "source": list(STATUSES), "error_title": "Status", "error_message": says}
    sheet.data_validation(first, places["Status"], last, places["Status"], status)
    says = "Enter a date, such as 22/11/2026."
    after = {"validate": "date", "criteria": ">=", "value": date(2000, 1, 1)}
    sheet.data_validation(
        first, places["Due"], last, places["Due"], {**after, "error_title": "Date", "error_message": says}
    )


def _greyed(book: Book, sheet: Any, first: int, last: int, places: Mapping[str, int]) -> None:
    """Show what is done in grey, without its colour."""
    done = f'=${letter(places["Status"])}{first + 1}="{STATUS_TITLES["done"]}"'
    grey = book.look(font_color="#66727F", bg_color="#F3F6F6")
    sheet.conditional_format(first, 0, last, len(HEADS) - 1, {"type": "formula", "criteria": done, "format": grey})
