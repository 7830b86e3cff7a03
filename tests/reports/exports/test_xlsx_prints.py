"""The spreadsheet on paper: letters that can be read, rows as high as their text, and a short "About"."""

from __future__ import annotations

import re
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl.utils import range_boundaries
from pypdf import PdfReader

from reports.exports.xlsx import render_spreadsheet
from reports.exports.xlsx_workbook import PAGE_WIDTH
from tests.reports import taken
from tests.reports.examples import example
from tests.reports.exports.test_exports_office import converted

NAMES = ("cafe", "music-pub", "shopping-centre")
# What a figure and a usual letter of the cells' font are wide, in pixels, and how high a line is in points.
FIGURE, LETTER, LINE = 7.0, 5.1, 12.8
PRINTED = {"Plan": "Note", "Actions": "It is done when", "Jobs": "First step", "Answers": "Note"}


@cache
def book(name: str) -> Any:
    """The workbook of an example."""
    return taken.workbook(render_spreadsheet(example(name)))


def printed(sheet: Any) -> tuple[int, int]:
    """How many columns and rows are printed."""
    area = str(sheet.print_area) if sheet.print_area else sheet.dimensions
    _, _, columns, rows = range_boundaries(area.rpartition("!")[2].replace("$", ""))
    assert columns is not None
    assert rows is not None
    return columns, rows


def widths(sheet: Any) -> list[float]:
    """The width of each column: those alike that follow each other are kept as one."""
    return [each.width for each in sheet.column_dimensions.values() for _ in range(each.min, each.max + 1)]


@pytest.mark.parametrize("name", NAMES)
def test_every_sheet_prints_in_letters_that_can_be_read(name: str) -> None:
    for sheet in book(name).worksheets:
        columns, _ = printed(sheet)
        assert sum(widths(sheet)[:columns]) <= PAGE_WIDTH + columns, sheet.title


@pytest.mark.parametrize("sheet", PRINTED)
def test_what_people_need_is_printed_up_to_its_last_column(sheet: str) -> None:
    opened = book("music-pub")[sheet]
    columns, rows = printed(opened)
    table = next(iter(opened.tables.values()))
    head = opened[table.ref][0]
    assert head[columns - 1].value == PRINTED[sheet]
    assert rows == range_boundaries(table.ref)[3]
    assert opened.print_title_rows == f"${head[0].row}:${head[0].row}"


@pytest.mark.parametrize("name", NAMES)
def test_no_row_is_lower_than_its_printed_text_or_twice_as_high(name: str) -> None:
    for title in PRINTED:
        sheet = book(name)[title]
        columns, rows = printed(sheet)
        first = range_boundaries(next(iter(sheet.tables.values())).ref)[1]
        assert first is not None
        for row in range(first + 1, rows + 1):
            needed = max(
                _lines(cell.value if isinstance(cell.value, str) else "", width)
                for cell, width in zip(sheet[row][:columns], widths(sheet), strict=False)
            )
            height = sheet.row_dimensions[row].height
            assert needed * LINE <= height + 1, (title, row)
            assert height <= 2 * needed * LINE + 6, (title, row)


def _lines(text: str, width: float) -> int:
    """How many lines a text takes in a column, broken at spaces."""
    lines, left = 1, 0.0
    for word in text.split():
        long = (len(word) + 1) * LETTER
        if left and left + long - LETTER > width * FIGURE:
            lines, left = lines + 1, 0.0
        left += long
    return lines


def test_about_is_short_and_the_rest_is_in_the_record() -> None:
    about, record = (book("music-pub")[title] for title in ("About", "Record"))
    assert about.max_row < 50 < record.max_row
    assert "Sources" in {cell.value for cell in record["A"]}
    assert example("music-pub").verdict in {cell.value for cell in about["B"]}


def test_libreoffice_prints_the_plan_on_few_pages(tmp_path: Path) -> None:
    data = render_spreadsheet(example("cafe"))
    pages = [page.extract_text() for page in PdfReader(BytesIO(converted(tmp_path, "plan.xlsx", data, "pdf"))).pages]
    plan = [page for page in pages if re.search(r"Job\s+Action\s+What", page)]
    assert len(plan) == 2
    rows = sum(1 + len(job.actions) for job in example("cafe").jobs)
    assert sum(page.count("Not started") for page in plan) == rows
    assert len(pages) <= 20
