"""Reads a plan's spreadsheet that comes back: what was changed in its cells, or a refusal that says what to do.

Uploaded files are read by `reports.exports.sheet_sandbox`, in a process that is ended when it takes too long.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from io import BytesIO
from typing import Any
from zipfile import ZipFile

from assessment.plain_text import tidy_text
from reports.exports.plan_sheet import ID, MARKS, PART_TITLES, mark_of, read_marks

LARGEST_FILE = 3_000_000
# Unpacked: ours has some 2 MB where every note is as long as can be.
LARGEST_UNPACKED, MOST_PARTS = 60_000_000, 500
MOST_ROWS, MOST_COLUMNS, MOST_SHEETS = 2_000, 60, 30
LONGEST_TEXT = 10_000
# How XML begins in UTF-16, with its mark or without.
WIDE = (b"\xff\xfe", b"\xfe\xff", b"<\x00", b"\x00<")

NOT_OURS = "This is not a spreadsheet of a plan. Download the spreadsheet here, change it, and bring that one back."
BROKEN = "The file is broken and cannot be read. Save the spreadsheet again as an Excel workbook (.xlsx)."
TOO_LARGE = "The file is larger than {} MB. Bring back the spreadsheet of the plan alone."
OLD = "The file is in an older format, or protected with a password. Save it as an Excel workbook (.xlsx) without one."
OTHER_FORMAT = "This is an OpenDocument file. Save it as an Excel workbook (.xlsx), and bring that one back."
MACROS = "The file has macros. Save it as an Excel workbook without macros (.xlsx), and bring that one back."
TOO_MUCH = "The file holds far more than the spreadsheet of a plan. Download that again, and change that one."
FORMULA = "this is a formula; type what it should say instead"
WRONG_CELL = "this cell shows an error of the spreadsheet; type what it should say instead"
TOO_LONG = "this text has more than {:,} characters; shorten it"
TWICE = "this row is in the file more than once; the first one counts"
NO_MARKS = f"the cell under “{MARKS}” has been changed, so we cannot tell what you changed in this row"


class SheetRefused(ValueError):  # noqa: N818  it is an answer to give, not an error of ours
    """The file is no plan's spreadsheet that can be read; the message says why, and what to do."""


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A row in which something was changed; `number` is that of the spreadsheet.

    `cells` are the texts of changed cells by part, days as 2026-12-08; `marks` are of what each said when it was
    exported. `problems` are of cells that hold no text.
    """

    number: int
    name: str
    cells: Mapping[str, str]
    marks: Mapping[str, str]
    problems: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class FilledSheet:
    """What came back: the reference of its plan, how many rows it has, and those in which something was changed.

    `missing` are the titles of columns that are no longer there: what they held is not changed.
    """

    reference: str
    count: int
    rows: tuple[SheetRow, ...]
    missing: tuple[str, ...]
    problems: tuple[tuple[int, str], ...] = ()


def read_sheet(data: bytes) -> FilledSheet:
    """Give what was changed in a plan's spreadsheet. Raises SheetRefused for any other file."""
    _check_file(data)
    try:
        with warnings.catch_warnings():
            # The library tells of parts that it leaves out; we want the cells alone.
            warnings.simplefilter("ignore")
            return _read(data)
    except SheetRefused:
        raise
    except Exception as error:
        # A library of another's reads a file of anyone's: whatever it raises, the file is not one of ours.
        raise SheetRefused(BROKEN) from error


def _check_file(data: bytes) -> None:
    """Before anything is parsed: that it is a workbook without macros, and how large it unpacks."""
    if len(data) > LARGEST_FILE:
        raise SheetRefused(TOO_LARGE.format(LARGEST_FILE // 1_000_000))
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise SheetRefused(OLD)
    try:
        with ZipFile(BytesIO(data)) as packed:
            _check_parts(packed)
    except SheetRefused:
        raise
    except Exception as error:
        # As in `read_sheet`: an archive of anyone's may fail in the library in any way.
        raise SheetRefused(BROKEN if data.startswith(b"PK") else NOT_OURS) from error


def _check_parts(packed: ZipFile) -> None:
    parts = packed.infolist()
    names = {each.filename.lower() for each in parts}
    if "mimetype" in names and "content.xml" in names:
        raise SheetRefused(OTHER_FORMAT)
    if not any(name == "xl/workbook.xml" for name in names):
        raise SheetRefused(NOT_OURS)
    if any(name.endswith("vbaproject.bin") or "/macrosheets/" in name for name in names):
        raise SheetRefused(MACROS)
    # No part gives more than its size says: the archive is read up to there.
    if len(parts) > MOST_PARTS or sum(each.file_size for each in parts) > LARGEST_UNPACKED:
        raise SheetRefused(TOO_MUCH)
    for each in parts:
        content = packed.read(each)
        # No part of a workbook defines entities, and each is in UTF-8: anything else is an attempt at something.
        if b"<!DOCTYPE" in content or b"<!ENTITY" in content or content.startswith(WIDE):
            raise SheetRefused(BROKEN)


def _read(data: bytes) -> FilledSheet:
    from openpyxl import load_workbook

    book = load_workbook(BytesIO(data), read_only=True, keep_links=False)
    try:
        for sheet in book.worksheets[:MOST_SHEETS]:
            rows = _numbered(sheet)
            places = next((found for _, row in rows if (found := _places(row))), None)
            if places is not None:
                return _filled(rows, places)
    finally:
        book.close()
    raise SheetRefused(NOT_OURS)


def _numbered(sheet: Any) -> Iterator[tuple[int, Sequence[Any]]]:
    """The rows with something in them, with their numbers."""
    sheet.reset_dimensions()
    bounds = {"max_row": MOST_ROWS, "max_col": MOST_COLUMNS}
    for number, row in enumerate(sheet.iter_rows(**bounds), start=1):
        if any(cell.value is not None for cell in row):
            yield number, row


def _places(row: Sequence[Any]) -> dict[str, int] | None:
    """Where each column is, if this row is the head of the table."""
    titles = [cell.value if isinstance(cell.value, str) else "" for cell in row]
    places = {title.strip(): number for number, title in enumerate(titles) if title.strip()}
    return places if ID in places and MARKS in places else None


def _filled(rows: Iterator[tuple[int, Sequence[Any]]], places: Mapping[str, int]) -> FilledSheet:
    references: set[str] = set()
    found: list[SheetRow] = []
    seen: set[str] = set()
    problems: list[tuple[int, str]] = []
    for number, row in rows:
        reference, _, name = str(row[places[ID]].value or "").strip().rpartition(" ")
        if not name:
            continue
        references.add(reference)
        if name in seen:
            problems.append((number, TWICE))
            continue
        seen.add(name)
        marks = read_marks(str(row[places[MARKS]].value or ""))
        if not marks:
            problems.append((number, NO_MARKS))
        elif changed := _row(number, name, row, places, marks):
            found.append(changed)
    if not seen:
        raise SheetRefused(NOT_OURS)
    if len(references) > 1:
        raise SheetRefused("The file has rows of more than one plan. Bring back the spreadsheet of this plan alone.")
    missing = tuple(title for title in PART_TITLES.values() if title not in places)
    return FilledSheet(references.pop(), len(seen), tuple(found), missing, tuple(problems))


def _row(
    number: int, name: str, row: Sequence[Any], places: Mapping[str, int], marks: Mapping[str, str]
) -> SheetRow | None:
    """What was changed in a row; None where nothing was."""
    cells: dict[str, str] = {}
    problems: dict[str, str] = {}
    for part, title in PART_TITLES.items():
        if title not in places:
            continue
        try:
            text = _text(row[places[title]])
        except ValueError as problem:
            problems[part] = str(problem)
            continue
        if mark_of(text) != marks[part]:
            cells[part] = text
    return SheetRow(number, name, cells, marks, problems) if cells or problems else None


def _text(cell: Any) -> str:
    """What a cell says, a day as 2026-12-08. Raises ValueError with what is wrong."""
    value = cell.value
    if cell.data_type == "f":
        raise ValueError(FORMULA)
    if cell.data_type == "e":
        raise ValueError(WRONG_CELL)
    if value is None:
        return ""
    if isinstance(value, datetime):
        value = value.date()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    text = value.isoformat() if isinstance(value, time) else str(value)
    if len(text) > LONGEST_TEXT:
        raise ValueError(TOO_LONG.format(LONGEST_TEXT))
    return tidy_text(text, lines=True)
