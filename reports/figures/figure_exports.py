"""Writes a force's figures as CSV and XLSX: the lines of the page, for other programs."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from io import StringIO
from types import MappingProxyType

from reports.exports.columns import Cell
from reports.exports.csv_table import harmless
from reports.exports.xlsx_workbook import Book, Head
from reports.figures.force_figures import FigureTable
from reports.report.dates import long_date

HEADS = (
    Head("Table", 26),
    Head("Line", 60),
    Head("Places", 10, "number"),
    Head("Or more", 10),
    Head("Percent", 10, "percent"),
    Head("Percent is", 12),
)


@dataclass(frozen=True, slots=True)
class FigureSheet:
    """The contents of the file: the force, the day of its figures, notes on how to read them, and the tables."""

    force: str
    as_at: date
    notes: Sequence[str]
    tables: Sequence[FigureTable]

    @property
    def title(self) -> str:
        """The heading."""
        return f"Figures of {self.force}, as at {long_date(self.as_at)}"


def render_csv(sheet: FigureSheet) -> bytes:
    """Give the figures as CSV: UTF-8 with its mark, CRLF at the end of lines, first the tables, then the notes."""
    target = StringIO(newline="")
    writer = csv.writer(target, quoting=csv.QUOTE_NONNUMERIC, lineterminator="\r\n")
    writer.writerow([head.title for head in HEADS])
    for row in figure_rows(sheet.tables):
        writer.writerow([harmless(cell) if isinstance(cell, str) else "" if cell is None else cell for cell in row])
    for note in (sheet.title, *sheet.notes):
        writer.writerow([harmless(note)])
    return target.getvalue().encode("utf-8-sig")


def render_xlsx(sheet: FigureSheet) -> bytes:
    """Give the figures as a workbook of one sheet with a table that can be filtered. Same figures, same bytes."""
    book = Book(sheet.title)
    page = book.sheet("Figures", [head.width for head in HEADS])
    book.write(page, 0, 0, sheet.title, book.title)
    for number, note in enumerate(sheet.notes, start=1):
        book.write(page, number, 0, note, book.line)
    top = len(sheet.notes) + 2
    book.table(page, "Figures", top, HEADS, list(figure_rows(sheet.tables)))
    page.freeze_panes(top + 1, 0)
    page.repeat_rows(top)
    return book.saved(sheet.as_at, title=sheet.title)


def figure_rows(tables: Sequence[FigureTable]) -> Iterator[tuple[Cell, ...]]:
    """A row for each line of each table; a cell is empty where a figure is not shown."""
    for table in tables:
        for line in table.lines:
            more = "or more" if line.or_more else None
            percent_is = table.percent if line.percent is not None else None
            yield table.title, line.title, line.places, more, line.percent, percent_is


EXPORTS: Mapping[str, tuple[str, Callable[[FigureSheet], bytes]]] = MappingProxyType(
    {
        "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", render_xlsx),
        "csv": ("text/csv", render_csv),
    }
)
