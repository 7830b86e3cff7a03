"""Writes the report as a workbook (XLSX): the plan to work through, how to do it, answers, areas, and the rest."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any

from reports.exports.columns import COLUMNS, Cell, Kind, UpTo, action_rows
from reports.exports.plan_sheet import write_plan_sheet
from reports.exports.summary_sections import Fact, Percent, Section, sections
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
# The columns of the actions that are printed, as wide together as a page; the others are for the screen.
PRINTED_ACTIONS: Mapping[str, int] = MappingProxyType(
    {"No.": 5, "Action": 38, "When": 8, "What to do": 66, "It is done when": 38}
)
ACTION_COLUMNS = (
    *(column for title in PRINTED_ACTIONS for column in COLUMNS if column.title == title),
    *(column for column in COLUMNS if column.title not in {*PLANNED, *PRINTED_ACTIONS}),
)
ACTION_HEADS = tuple(
    Head(column.title, PRINTED_ACTIONS.get(column.title, column.width), column.kind, column.tall)
    for column in ACTION_COLUMNS
)
_ACTION_PLACES = tuple(COLUMNS.index(column) for column in ACTION_COLUMNS)
FACT_WIDTHS = (32, 60, 44, 20)
ANSWER_HEADS = (
    Head("No.", 5, "number"),
    Head("Area", 24),
    Head("Question", 48),
    Head("Answer", 38),
    Head("Note", 40),
    Head("Reason", 26),
    Head("Arrangement", 30),
    Head("Importance", 12),
    Head("Points", 8, "number"),
    Head("Most", 8, "number"),
)
JOB_HEADS = (
    Head("No.", 5, "number"),
    Head("Job", 40),
    Head("When", 8),
    Head("Effort", 13),
    Head("Cost", 11),
    Head("Actions", 18),
    Head("First step", 60),
    Head("Why it comes here", 60),
    Head("Quick win", 10),
    Head("Points gained", 10, "number"),
    Head("Score after", 11, "percent"),
)
PRINTED_ANSWERS, PRINTED_JOBS = 5, 7
# A bar behind the number, from nothing to all.
BAR = {
    "type": "data_bar",
    "min_type": "num",
    "min_value": 0,
    "max_type": "num",
    "max_value": 1,
    "bar_color": "#7DBAB7",
}
SCORE_HEADS = (Head("Points", 10, "number"), Head("Most", 10, "number"), Head("Score", 16, "percent"))


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
    told = sections(report)
    _sections(book, "About", [each for each in told if each.about])
    _sections(book, "Record", [each for each in told if not each.about])
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
    sheet = book.sheet("Actions", [head.width for head in ACTION_HEADS])
    places = {column.title: number for number, column in enumerate(ACTION_COLUMNS)}
    rows = [tuple(row[number] for number in _ACTION_PLACES) for row in action_rows(report)]
    book.table(sheet, "Actions", 0, ACTION_HEADS, rows, printed=len(PRINTED_ACTIONS))
    for number, action in enumerate(report.actions, start=1):
        book.write(sheet, number, places["When"], action.class_title, looks[action.class_id])
        book.write(sheet, number, places["Action"], action.title, book.bold)
    sheet.freeze_panes(1, places["Action"] + 1)


def _jobs(book: Book, report: Report) -> None:
    """The jobs, each with the numbers of its actions."""
    sheet = book.sheet("Jobs", [head.width for head in JOB_HEADS])
    rows: list[tuple[Cell, ...]] = [
        (
            *(job.rank, job.title, job.class_title, job.effort, job.cost),
            *(", ".join(str(action.rank) for action in job.actions), job.first_step, job.why),
            "Yes" if job.quick_win else "No",
            *(UpTo(job.gain) if job.up_to else job.gain, UpTo(job.percent_after) if job.up_to else job.percent_after),
        )
        for job in report.jobs
    ]
    book.table(sheet, "Jobs", 0, JOB_HEADS, rows, printed=PRINTED_JOBS)
    sheet.freeze_panes(1, 2)


def _answers(book: Book, report: Report) -> None:
    """Every question with its answer, by area."""
    sheet = book.sheet("Answers", [head.width for head in ANSWER_HEADS])
    rows: list[tuple[Cell, ...]] = [
        (
            *(line.number, area.title, line.ask, line.answer, line.note or None),
            *(line.reason or None, line.name, line.importance, line.points, line.most),
        )
        for area in report.answers
        for line in area.lines
    ]
    book.table(sheet, "Answers", 0, ANSWER_HEADS, rows, printed=PRINTED_ANSWERS)
    sheet.freeze_panes(1, 0)


def _areas(book: Book, report: Report) -> None:
    """The score of each area, and below of each kind of attack, by what security does about it."""
    threat_heads = (
        Head("Kind", 34),
        *SCORE_HEADS,
        *(Head(stage, 10, "percent") for stage in report.stages),
        Head("Short", 12),
        Head("What it is", 26),
    )
    sheet = book.sheet("Areas", [head.width for head in threat_heads])
    scores = [_score_cells(score) for score in (*report.areas, report.score)]
    last = book.table(sheet, "Areas", 0, (Head("Area", 36), *SCORE_HEADS), scores)
    sheet.conditional_format(1, len(SCORE_HEADS), last, len(SCORE_HEADS), BAR)
    sheet.freeze_panes(1, 0)
    if report.threats:
        book.write(sheet, last + 2, 0, report.notices.threats_title, book.title)
        book.write(sheet, last + 3, 0, report.notices.threats_says, book.line)
        threats: list[tuple[Cell, ...]] = [
            (each.title, each.points, each.most, each.percent, *each.stages, each.short, each.says)
            for each in report.threats
        ]
        book.table(sheet, "Threats", last + 4, threat_heads, threats)


def _sections(book: Book, title: str, told: Iterable[Section]) -> None:
    """Facts of the report, in sections; "About" is in short what plan this is, "Record" everything else."""
    sheet, row = book.sheet(title, FACT_WIDTHS), 0
    for section in told:
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
