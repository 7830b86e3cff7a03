"""Writes all places of a workspace as a workbook (XLSX): the places, their areas, and the gaps that most share."""

from __future__ import annotations

from reports.exports.columns import Cell
from reports.exports.xlsx_workbook import Book, Head
from reports.places.places_report import PlacesReport
from reports.report.dates import long_date

PLACE_HEADS = (
    Head("Place", 34),
    Head("Assessment", 24),
    Head("Finished", 13, "date"),
    Head("Level", 30),
    Head("Score", 9, "percent"),
    Head("Jobs to do", 14, "number"),
    Head("Next due", 13, "date"),
    Head("Overdue", 10, "number"),
    Head("Reference", 16),
)
GAP_HEADS = (
    Head("Arrangement", 40),
    Head("Area", 30),
    Head("Essential", 11),
    Head("Places without it", 10, "number"),
    Head("Places asked", 10, "number"),
    Head("Which", 60),
)


def render_places_spreadsheet(report: PlacesReport) -> bytes:
    """Give the report as an XLSX file. Texts stay texts; days and numbers are real ones. Same report, same bytes."""
    title = f"{report.business}: all places"
    book = Book(f"{long_date(report.as_at)} · {report.notices.handling}")
    _places(book, report, title)
    _areas(book, report)
    _gaps(book, report)
    return book.saved(
        report.as_at,
        title=title,
        author=report.business,
        category=report.notices.handling,
        comments=report.notices.service,
    )


def _places(book: Book, report: PlacesReport, title: str) -> None:
    sheet = book.sheet("Places", [head.width for head in PLACE_HEADS])
    book.write(sheet, 0, 0, title, book.title)
    handling = f"{report.notices.handling}. {report.notices.handling_long}"
    for number, line in enumerate((long_date(report.as_at), handling, report.notices.independent), start=1):
        book.write(sheet, number, 0, line, book.line)
    rows: list[tuple[Cell, ...]] = [
        (
            line.name,
            line.kind_title or "Not finished yet",
            line.finished_on,
            line.verdict or None,
            line.percent,
            line.jobs,
            line.next_due,
            line.overdue or None,
            line.reference or None,
        )
        for line in report.lines
    ]
    book.table(sheet, "Places", 5, PLACE_HEADS, rows)
    sheet.freeze_panes(6, 1)
    sheet.repeat_rows(5)


def _areas(book: Book, report: PlacesReport) -> None:
    """An area a row, a place a column; a cell stays empty where nothing was scored."""
    places = [Head(name, 14, "percent") for name in different([line.name for line in report.assessed])]
    heads = (Head("Area", 36), Head("All places together", 14, "percent"), *places)
    sheet = book.sheet("Areas", [head.width for head in heads])
    rows: list[tuple[Cell, ...]] = [(row.title, row.together, *row.percents) for row in report.areas]
    book.table(sheet, "Areas", 0, heads, rows)
    sheet.freeze_panes(1, 1)
    sheet.repeat_rows(0)


def _gaps(book: Book, report: PlacesReport) -> None:
    sheet = book.sheet("Shared gaps", [head.width for head in GAP_HEADS])
    rows: list[tuple[Cell, ...]] = [
        (
            gap.name,
            gap.area,
            "Yes" if gap.essential else "No",
            len(gap.places),
            gap.asked,
            ", ".join(line.name for line in gap.places),
        )
        for gap in report.gaps
    ]
    book.table(sheet, "Gaps", 0, GAP_HEADS, rows)
    sheet.freeze_panes(1, 0)
    sheet.repeat_rows(0)


def different(names: list[str]) -> list[str]:
    """The names as heads of one table, which must differ, whatever their case: one that comes again is counted on."""
    taken = {"area", "all places together"}
    found = []
    for name in names:
        head, count = name, 1
        while head.casefold() in taken:
            count += 1
            head = f"{name} ({count})"
        taken.add(head.casefold())
        found.append(head)
    return found
