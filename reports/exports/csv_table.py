"""Writes the actions as a CSV file, for other programs: one row an action, with every field."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import date
from io import StringIO

from reports.exports.columns import COLUMNS, Cell, Kind, UpTo, action_rows
from reports.report.report import Report
from reports.report.wording import without_forbidden

# Spreadsheets treat a cell that begins like this as a formula (OWASP, CSV injection); full-width signs count too.
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
PLAN_TITLES = ("Reference", "Business", "Premises", "Plan of")


def render_table(report: Report) -> bytes:
    """Give the actions as CSV: UTF-8 with its mark, lines ended by CRLF, texts in quotes and harmless as formulae."""
    target = StringIO(newline="")
    writer = csv.writer(target, quoting=csv.QUOTE_NONNUMERIC, lineterminator="\r\n")
    writer.writerow([*PLAN_TITLES, *(column.title for column in COLUMNS)])
    plan = [harmless(each) for each in (report.reference, report.business, report.premises)]
    for row in action_rows(report):
        writer.writerow([*plan, report.made_on.isoformat(), *_cells(row)])
    return target.getvalue().encode("utf-8-sig")


def harmless(text: str) -> str:
    """The text without control characters; with a quote before it where a spreadsheet would read it as a formula."""
    text = without_forbidden(text)
    return f"'{text}" if text.lstrip(" ").startswith(FORMULA_SIGNS) else text


def _cells(row: tuple[Cell, ...]) -> Iterator[str | int]:
    for column, cell in zip(COLUMNS, row, strict=True):
        yield _cell(column.kind, cell)


def _cell(kind: Kind, cell: Cell) -> str | int:
    if cell is None:
        return ""
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, UpTo):
        return f"up to {_cell(kind, cell.most)}"
    if isinstance(cell, int):
        return f"{cell}%" if kind == "percent" else cell
    return harmless(cell)
