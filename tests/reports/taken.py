"""Files that were taken away, opened by other libraries than those that made them."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import date, datetime
from io import BytesIO, StringIO
from typing import Any

import icalendar
from docx import Document
from docx.oxml.ns import qn
from openpyxl import load_workbook


def workbook(data: bytes) -> Any:
    """A spreadsheet, opened."""
    return load_workbook(BytesIO(data))


def cells(book: Any) -> Iterator[Any]:
    """Every cell with something in it."""
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            yield from (cell for cell in row if cell.value is not None)


def words_of_workbook(book: Any) -> str:
    """All that its cells show."""
    return "\n".join(shown(cell) for cell in cells(book))


def shown(cell: Any) -> str:
    """What a cell shows: a percentage as one, a day as one."""
    if isinstance(cell.value, date | datetime):
        return f"{cell.value:%Y-%m-%d}"
    return f"{cell.value * 100:.0f}%" if cell.number_format.endswith("0%") else str(cell.value)


def column(book: Any, sheet: str, title: str) -> list[Any]:
    """The cells of the first table of a sheet, under a title."""
    table = next(iter(book[sheet].tables.values()))
    head, *rows = book[sheet][table.ref]
    place = [cell.value for cell in head].index(title)
    return [row[place] for row in rows]


def document(data: bytes) -> Any:
    """A document, opened."""
    return Document(BytesIO(data))


def words_of_document(opened: Any) -> str:
    """All words of its body, also in links and tables, a paragraph a line; a break counts as a space."""
    lines = []
    for paragraph in opened.element.body.iter(qn("w:p")):
        parts = [
            each.text or "" if each.tag == qn("w:t") else " "
            for each in paragraph.iter(qn("w:t"), qn("w:br"), qn("w:tab"))
        ]
        lines.append(" ".join("".join(parts).split()))
    return "\n".join(lines)


def table(data: bytes) -> list[dict[str, str]]:
    """The rows of a CSV file by their titles. It has the mark of UTF-8, and lines end with CRLF."""
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.endswith(b"\r\n")
    return list(csv.DictReader(StringIO(data.decode("utf-8-sig"), newline=""), strict=True))


def calendar(data: bytes) -> Any:
    """A calendar, opened. Every line of it is short enough."""
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    return icalendar.Calendar.from_ical(data)


def words_of(ending: str, data: bytes) -> str:
    """All that a reader of an export finds in it; of one that is plain text, the text."""
    return READERS[ending](data) if ending in READERS else data.decode()


def _words_of_spreadsheet(data: bytes) -> str:
    book = workbook(data)
    return f"{words_of_workbook(book)}\n{book.properties.title}\n{book.properties.description}"


def _words_of_document(data: bytes) -> str:
    opened = document(data)
    return f"{words_of_document(opened)}\n{opened.core_properties.title}"


def _words_of_calendar(data: bytes) -> str:
    opened = calendar(data)
    said = (f"{event['summary']}\n{event['description']}" for event in opened.walk("VEVENT"))
    return "\n".join([str(opened["prodid"]), *said])


READERS = {
    "xlsx": _words_of_spreadsheet,
    "docx": _words_of_document,
    "csv": lambda data: data.decode("utf-8-sig"),
    "ics": _words_of_calendar,
}
