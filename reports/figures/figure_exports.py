"""A force's figures as one table for other programs: the lines of the page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from reports.exports.columns import Cell
from reports.exports.table_sheet import TableSheet
from reports.exports.xlsx_workbook import Head
from reports.figures.force_figures import NOTES, FigureTable
from reports.report.dates import long_date

HEADS = (
    Head("Table", 26),
    Head("Line", 60),
    Head("Places", 10, "number"),
    Head("Or more", 10),
    Head("Percent", 10, "percent"),
    Head("Percent is", 12),
)


def figure_sheet(force: str, as_at: date, tables: Sequence[FigureTable]) -> TableSheet:
    """The contents of the file, for the day of the figures."""
    title = f"Figures of {force}, as at {long_date(as_at)}"
    return TableSheet("Figures", title, as_at, NOTES, HEADS, list(figure_rows(tables)))


def figure_rows(tables: Sequence[FigureTable]) -> Iterator[tuple[Cell, ...]]:
    """A row for each line of each table; a cell is empty where a figure is not shown."""
    for table in tables:
        for line in table.lines:
            more = "or more" if line.or_more else None
            percent_is = table.percent if line.percent is not None else None
            yield table.title, line.title, line.places, more, line.percent, percent_is
