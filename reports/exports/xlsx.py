"""Writes the report as a workbook (XLSX): the plan to work through, how to do it, answers, areas, and the rest."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from reports.exports.columns import COLUMNS, Cell, Kind, UpTo, action_rows
from reports.exports.plan_sheet import write_plan_sheet
from reports.exports.summary_sections import Fact, Percent, sections
from reports.exports.xlsx_workbook import Book, Head
from reports.report.dates import long_date
from reports.report.parts import Score
from reports.report.report import Report

CLASS_LOOKS: dict[str, dict[str, object]] = {
    "now": {"bold": True, "font_color": "#97291A", "bg_color": "#FBE9E6"},
    "next": {"bold": True, "font_color": "#83530A", "bg_color": "#FBF1E0"},
    "later": {"font_color": "#4A5968", "bg_color": "#EEF1F4"},
}
# These are in the sheet of the plan alone, which can be read back.
PLANNED = ("Due", "Status", "Owner", "Start", "Notes")
_ACTION_PLACES = tuple(number for number, column in enumerate(COLUMNS) if column.title not in PLANNED)
ACTION_COLUMNS = tuple(COLUMNS[number] for number in _ACTION_PLACES)
# The last printed column of the actions; the columns to its right, on how to do each action, are for the screen.
LAST_PRINTED = "Quick win"
FACT_WIDTHS = (34, 60, 60, 26)
ANSWER_HEADS = (
    Head("No.", 6, "number"),
    Head("Area", 26),
    Head("Arrangement", 30),
    Head("Question", 46),
    Head("Importance", 12),
    Head("Answer", 40),
    Head("Reason", 26),
    Head("Note", 46),
    Head("Points", 8, "number"),
    Head("Most", 8, "number"),
)
JOB_HEADS = (
    Head("No.", 6, "number"),
    Head("Job", 46),
    Head("When", 9),
    Head("Effort", 14),
    Head("Cost", 12),
    Head("Quick win", 10),
    Head("Points gained", 10, "number"),
    Head("Score after", 11, "percent"),
    Head("Actions", 16),
    Head("First step", 60),
    Head("Why it comes here", 60),
)
SCORE_HEADS = (Head("Points", 10, "number"), Head("Most", 10, "number"), Head("Score", 10, "percent"))


def render_spreadsheet(report: Report) -> bytes:
    """Give the report as an XLSX file. Texts stay texts; days and numbers are real ones. Same report, same bytes."""
    names = ", ".join(name for name in (report.business, report.premises) if name)
    title = f"{names}: {report.notices.plan.lower()}"
    book = Book(f"{report.reference} · {long_date(report.made_on)} · {report.notices.handling}")
    looks = {name: book.cell_look(**look) for name, look in CLASS_LOOKS.items()}
    write_plan_sheet(book, report, title, looks)
    _actions(book, report, looks)
    _jobs(book, report)
    _answers(book, report)
    _areas(book, report)
    _about(book, report)
    return book.saved(
        report.made_on,
        title=title,
        author=report.business,
        subject=report.reference,
        category=report.notices.handling,
        comments=report.notices.service,
    )


def _actions(book: Book, report: Report, looks: Mapping[str, Any]) -> None:
    """How to do each action, as a table that can be filtered and sorted; what is planned for it is in the plan."""
    sheet = book.sheet("Actions", [column.width for column in ACTION_COLUMNS])
    heads = [Head(column.title, column.width, column.kind, column.tall) for column in ACTION_COLUMNS]
    places = {column.title: number for number, column in enumerate(ACTION_COLUMNS)}
    rows = [tuple(row[number] for number in _ACTION_PLACES) for row in action_rows(report)]
    last = book.table(sheet, "Actions", 0, heads, rows)
    for number, action in enumerate(report.actions, start=1):
        book.write(sheet, number, places["When"], action.class_title, looks[action.class_id])
        book.write(sheet, number, places["Action"], action.title, book.bold)
    sheet.freeze_panes(1, places["Action"] + 1)
    sheet.repeat_rows(0)
    sheet.print_area(0, 0, last, places[LAST_PRINTED])


def _jobs(book: Book, report: Report) -> None:
    """The jobs, each with the numbers of its actions."""
    sheet = book.sheet("Jobs", [head.width for head in JOB_HEADS])
    rows: list[tuple[Cell, ...]] = [
        (
            *(job.rank, job.title, job.class_title, job.effort, job.cost, "Yes" if job.quick_win else "No"),
            *(UpTo(job.gain) if job.up_to else job.gain, UpTo(job.percent_after) if job.up_to else job.percent_after),
            *(", ".join(str(action.rank) for action in job.actions), job.first_step, job.why),
        )
        for job in report.jobs
    ]
    book.table(sheet, "Jobs", 0, JOB_HEADS, rows)
    sheet.freeze_panes(1, 2)
    sheet.repeat_rows(0)


def _answers(book: Book, report: Report) -> None:
    """Every question with its answer, by area."""
    sheet = book.sheet("Answers", [head.width for head in ANSWER_HEADS])
    rows: list[tuple[Cell, ...]] = [
        (
            line.number,
            area.title,
            line.name,
            line.ask,
            line.importance,
            line.answer,
            line.reason or None,
            line.note or None,
            line.points,
            line.most,
        )
        for area in report.answers
        for line in area.lines
    ]
    book.table(sheet, "Answers", 0, ANSWER_HEADS, rows)
    sheet.freeze_panes(1, 0)
    sheet.repeat_rows(0)


def _areas(book: Book, report: Report) -> None:
    """The score of each area, and below of each kind of attack, by what security does about it."""
    threat_heads = (
        Head("Kind", 36),
        *SCORE_HEADS,
        *(Head(stage, 10, "percent") for stage in report.stages),
        Head("Short", 20),
        Head("What it is", 60),
    )
    sheet = book.sheet("Areas", [head.width for head in threat_heads])
    scores = [_score_cells(score) for score in (*report.areas, report.score)]
    last = book.table(sheet, "Areas", 0, (Head("Area", 36), *SCORE_HEADS), scores)
    sheet.freeze_panes(1, 0)
    if report.threats:
        book.write(sheet, last + 2, 0, report.notices.threats_title, book.title)
        book.write(sheet, last + 3, 0, report.notices.threats_says, book.line)
        threats: list[tuple[Cell, ...]] = [
            (each.title, each.points, each.most, each.percent, *each.stages, each.short, each.says)
            for each in report.threats
        ]
        book.table(sheet, "Threats", last + 4, threat_heads, threats)


def _about(book: Book, report: Report) -> None:
    """Everything else of the report, in sections."""
    sheet, row = book.sheet("About", FACT_WIDTHS), 0
    for section in sections(report):
        book.write(sheet, row, 0, section.title, book.title)
        for number, fact in enumerate(section.rows, start=row + 1):
            book.facts(sheet, number, [_fact(cell) for cell in fact], FACT_WIDTHS)
        row += len(section.rows) + 2


def _fact(fact: Fact) -> tuple[Cell, Kind]:
    return (fact.value, "percent") if isinstance(fact, Percent) else (fact, "number")


def _score_cells(score: Score) -> tuple[Cell, ...]:
    """Cells stay empty where nothing was scored: that is not the same as nothing earned."""
    if score.percent is None:
        return score.title, None, None, None
    return score.title, score.points, score.most, score.percent
