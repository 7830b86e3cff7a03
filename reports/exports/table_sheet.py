"""Writes one table as CSV and XLSX, with a title and notes: figures, a team's work, its log, for other programs."""

from __future__ import annotations

import csv
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from io import StringIO
from types import MappingProxyType

from reports.exports.columns import Cell
from reports.exports.csv_table import harmless
from reports.exports.xlsx_workbook import Book, Head


@dataclass(frozen=True, slots=True)
class TableSheet:
    """The contents of the file: the name of its sheet, title, day, notes on how to read it, and the table."""

    name: str
    title: str
    as_at: date
    notes: Sequence[str]
    heads: Sequence[Head]
    rows: Sequence[tuple[Cell, ...]]


def render_csv(sheet: TableSheet) -> bytes:
    """Give the table as CSV: UTF-8 with its mark, CRLF at the end of lines, first the table, then title and notes."""
    target = StringIO(newline="")
    writer = csv.writer(target, quoting=csv.QUOTE_NONNUMERIC, lineterminator="\r\n")
    writer.writerow([head.title for head in sheet.heads])
    for row in sheet.rows:
        writer.writerow([harmless(cell) if isinstance(cell, str) else "" if cell is None else cell for cell in row])
    for note in (sheet.title, *sheet.notes):
        writer.writerow([harmless(note)])
    return target.getvalue().encode("utf-8-sig")


def render_xlsx(sheet: TableSheet) -> bytes:
    """Give the table as a workbook of one sheet that can be filtered. Same table, same bytes."""
    book = Book(sheet.title)
    page = book.sheet(sheet.name, [head.width for head in sheet.heads])
    book.write(page, 0, 0, sheet.title, book.title)
    for number, note in enumerate(sheet.notes, start=1):
        book.write(page, number, 0, note, book.line)
    top = len(sheet.notes) + 2
    book.table(page, sheet.name, top, sheet.heads, sheet.rows)
    page.freeze_panes(top + 1, 0)
    page.repeat_rows(top)
    return book.saved(sheet.as_at, title=sheet.title)


EXPORTS: Mapping[str, tuple[str, Callable[[TableSheet], bytes]]] = MappingProxyType(
    {
        "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", render_xlsx),
        "csv": ("text/csv", render_csv),
    }
)
