"""Writes the summary of a workshop as a workbook (XLSX): the lines of the PDF, with the same counts left out."""

from __future__ import annotations

from collections.abc import Iterator

from reports.exports.columns import Cell
from reports.exports.xlsx_workbook import Book, Head
from reports.figures.workshop import CountLine, WorkshopReport
from reports.report.dates import long_date
from reports.report.wording import number_words

FIGURE_HEADS = (
    Head("Table", 26),
    Head("Line", 46),
    Head("Businesses", 12, "number"),
    Head("Of", 10, "number"),
    Head("Percent", 10, "percent"),
)
GAP_HEADS = (
    Head("Arrangement", 44),
    Head("Area", 32),
    Head("Essential", 11),
    Head("Businesses without it", 12, "number"),
    Head("Of", 10, "number"),
    Head("Did not know", 10, "number"),
    Head("What to do", 46),
    Head("A first step", 60),
)


def render_workshop_spreadsheet(report: WorkshopReport) -> bytes:
    """Give the report as an XLSX file. Texts stay texts, numbers are real ones. Same report, same bytes."""
    title = f"{report.title}: summary of a workshop"
    book = Book(f"{long_date(report.held_on)} · Without names")
    _figures(book, report, title)
    _gaps(book, report)
    return book.saved(
        report.held_on,
        title=title,
        author=report.force,
        category="Without names",
        comments=report.notices.service,
    )


def _figures(book: Book, report: WorkshopReport, title: str) -> None:
    sheet = book.sheet("Figures", [head.width for head in FIGURE_HEADS])
    book.write(sheet, 0, 0, title, book.title)
    held = f"{long_date(report.held_on)} · {report.force} · {report.kind_title} · question bank {report.bank_version}"
    few = (
        f"Nothing is counted from fewer than {number_words(report.least)} businesses. "
        "Counts of answers are the last that the board showed."
    )
    notes = (held, few, "Nobody has checked the answers. They are what the businesses said of themselves.")
    for number, note in enumerate((*notes, report.notices.independent), start=1):
        book.write(sheet, number, 0, note, book.line)
    top = len(notes) + 3
    book.table(sheet, "Figures", top, FIGURE_HEADS, list(_rows(report)))
    sheet.freeze_panes(top + 1, 0)
    sheet.repeat_rows(top)


def _rows(report: WorkshopReport) -> Iterator[tuple[Cell, ...]]:
    """A row for each line of each table of the PDF; the share of an area is of its points, not of businesses."""
    for name, number in (("Took part", report.businesses), ("Finished", report.finished)):
        yield "Businesses", name, number, None, None
    yield from _counted("Where they stand", report.bands)
    for score in report.areas:
        yield "Area by area, share of the points", score.title, None, None, score.percent
    yield from _counted(report.law_name, report.tiers)


def _counted(table: str, lines: tuple[CountLine, ...]) -> Iterator[tuple[Cell, ...]]:
    for line in lines:
        yield table, line.title, line.count, line.of, line.percent


def _gaps(book: Book, report: WorkshopReport) -> None:
    sheet = book.sheet("Most common gaps", [head.width for head in GAP_HEADS])
    rows: list[tuple[Cell, ...]] = [
        (
            line.name,
            line.area,
            "Yes" if line.essential else "No",
            line.gaps.count,
            line.gaps.of,
            line.dont_know,
            line.action,
            line.first_step,
        )
        for line in report.gaps
    ]
    book.table(sheet, "Gaps", 0, GAP_HEADS, rows)
    sheet.freeze_panes(1, 1)
    sheet.repeat_rows(0)
