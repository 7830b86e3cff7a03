"""A plan's spreadsheet as somebody changes it: cells by row and column, and the file packed again."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from tests.reports import taken

Typed = str | int | float | date | None


def edited(data: bytes, cells: Mapping[tuple[str, str], Typed]) -> bytes:
    """The workbook with other values in some cells of its plan, by the name of the row and the title of the column."""
    book = taken.workbook(data)
    for (name, title), value in cells.items():
        cell_of(book, name, title).value = value
    return saved(book)


def saved(book: Any) -> bytes:
    """A workbook as a file."""
    target = BytesIO()
    book.save(target)
    return target.getvalue()


def cell_of(book: Any, name: str, title: str) -> Any:
    """The cell of a job or action, such as `job.lock`, under a title."""
    ids = [str(cell.value).rpartition(" ")[2] for cell in taken.column(book, "Plan", "Row id")]
    return taken.column(book, "Plan", title)[ids.index(name)]


def repacked(data: bytes, parts: Mapping[str, bytes | None]) -> bytes:
    """The file with other parts, or without those that are None."""
    target = BytesIO()
    with ZipFile(BytesIO(data)) as before, ZipFile(target, "w", ZIP_DEFLATED) as after:
        for each in before.infolist():
            if each.filename not in parts:
                after.writestr(each.filename, before.read(each))
        for name, content in parts.items():
            if content is not None:
                after.writestr(name, content)
    return target.getvalue()
