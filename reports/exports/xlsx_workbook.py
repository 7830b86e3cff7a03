"""A workbook in one style: sheets for A4, tables with filters, and cells that keep their type."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from io import BytesIO
from typing import Any

from reports.exports.columns import Cell, Kind, UpTo
from reports.report.wording import without_forbidden

FONT = "Arial"
NAVY, LINE, QUIET = "#12304F", "#AAB6C2", "#47566A"
NUMBER_FORMATS: dict[Kind, str] = {"text": "@", "number": "#,##0", "percent": "0%", "date": "d mmm yyyy"}
# Such a cell stays a number, so that it can be sorted and summed.
UP_TO_FORMATS: dict[Kind, str] = {kind: f'"up to "{NUMBER_FORMATS[kind]}' for kind in ("number", "percent")}
HEAD_HEIGHT, LINE_HEIGHT, PADDING = 30, 13.2, 4  # points
MOST_HEIGHT = 400
LETTERS = 1.2  # of usual text on the width of one figure
MOST_FOOTER, MOST_PROPERTY = 230, 255
A4 = 9
# Columns of so many characters together are as wide as a page, at nine tenths of their size.
PAGE_WIDTH = 157
# No text that a person wrote may become a formula, a link or a number.
OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a column: its title, its width in characters, the kind of its cells.

    `tall` is false where a long text may be cut off on the sheet rather than make its row high.
    """

    title: str
    width: int
    kind: Kind = "text"
    tall: bool = True


class Book:
    """A workbook under way."""

    def __init__(self, footer: str) -> None:
        from xlsxwriter import Workbook

        self._target = BytesIO()
        self._workbook = Workbook(self._target, OPTIONS)
        self._footer = without_forbidden(footer).replace("&", "&&")[:MOST_FOOTER].rstrip("&")
        cell = {"text_wrap": True, "valign": "top", "border": 1, "border_color": LINE}
        self._cells = {
            kind: self.look(**cell, num_format=form, align="left" if kind == "text" else "center")
            for kind, form in NUMBER_FORMATS.items()
        }
        self._up_to = {kind: self.look(**cell, num_format=form, align="center") for kind, form in UP_TO_FORMATS.items()}
        self._facts = {kind: self.look(**cell, num_format=form, align="left") for kind, form in NUMBER_FORMATS.items()}
        self._head = self.look(**{**cell, "valign": "vcenter"}, bold=True, font_color="#FFFFFF", bg_color=NAVY)
        self.bold = self.look(**cell, bold=True)
        self.title = self.look(font_size=14, bold=True, font_color=NAVY)
        self.line = self.look(font_color=QUIET)

    def look(self, **properties: object) -> Any:
        """A format for cells, in the workbook's type."""
        return self._workbook.add_format({"font_name": FONT, "font_size": 10, **properties})

    def cell_look(self, **properties: object) -> Any:
        """A format for the cells of tables."""
        return self.look(text_wrap=True, valign="top", border=1, border_color=LINE, **properties)

    def sheet(self, title: str, widths: Sequence[int]) -> Any:
        """A new sheet: A4 across, as wide as the page, with the footer and these columns."""
        sheet = self._workbook.add_worksheet(title)
        sheet.set_landscape()
        sheet.set_paper(A4)
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(left=0.5, right=0.5, top=0.5, bottom=0.7)
        sheet.set_footer(f"&L{self._footer}&RPage &P of &N")
        for column, width in enumerate(widths):
            sheet.set_column(column, column, width)
        return sheet

    def table(
        self,
        sheet: Any,
        name: str,
        top: int,
        heads: Sequence[Head],
        rows: Sequence[tuple[Cell, ...]],
        *,
        printed: int | None = None,
    ) -> int:
        """Write a table with filters from a row on; gives its last row. It has an empty one where there are none.

        `printed` is how many columns are printed, all where it is None; the others are for the screen. Rows are as high
        as what is printed needs.
        """
        last = top + max(len(rows), 1)
        columns = [{"header": without_forbidden(head.title), "header_format": self._head} for head in heads]
        sheet.add_table(
            top, 0, last, len(heads) - 1, {"name": name, "columns": columns, "style": "Table Style Light 1"}
        )
        sheet.set_row(top, HEAD_HEIGHT)
        for number, row in enumerate(rows, start=top + 1):
            for column, (head, cell) in enumerate(zip(heads, row, strict=True)):
                self.write(sheet, number, column, cell, kind=head.kind)
            shown = list(zip(heads, row, strict=True))[:printed]
            self.set_height(sheet, number, [(cell, head.width) for head, cell in shown if head.tall])
        if printed is not None:
            sheet.print_area(0, 0, last, printed - 1)
            sheet.repeat_rows(top)
        return last

    def facts(self, sheet: Any, row: int, cells: Sequence[tuple[Cell, Kind]], widths: Sequence[int]) -> None:
        """Write a row of a name and its values."""
        for column, (cell, kind) in enumerate(cells):
            own: Kind = "date" if isinstance(cell, date) else "text" if isinstance(cell, str) else kind
            form = self.bold if column == 0 and isinstance(cell, str) else self._facts[own]
            self.write(sheet, row, column, cell, form, kind)
        self.set_height(sheet, row, [(cell, width) for (cell, _), width in zip(cells, widths, strict=False)])

    def write(self, sheet: Any, row: int, column: int, cell: Cell, form: Any = None, kind: Kind = "text") -> None:
        """Write a cell as its own type; a text never becomes a formula, a link or a number."""
        if isinstance(cell, UpTo):
            cell, form = cell.most, self._up_to[kind]
        form = form or self._cells["date" if isinstance(cell, date) else kind]
        if cell is None:
            sheet.write_blank(row, column, None, form)
        elif isinstance(cell, str):
            sheet.write_string(row, column, without_forbidden(cell), form)
        elif isinstance(cell, date):
            sheet.write_datetime(row, column, cell, form)
        else:
            sheet.write_number(row, column, cell / 100 if kind == "percent" else cell, form)

    def set_height(self, sheet: Any, row: int, cells: Sequence[tuple[Cell, int]]) -> None:
        """Make a row as high as its longest text needs: not every program does so by itself."""
        lines = max((_lines(cell, width) for cell, width in cells if isinstance(cell, str)), default=1)
        sheet.set_row(row, min(lines * LINE_HEIGHT + PADDING, MOST_HEIGHT))

    def saved(self, made_on: date, **properties: str) -> bytes:
        """Give the file, with these properties, dated by the day of the plan."""
        texts = {name: without_forbidden(text)[:MOST_PROPERTY] for name, text in properties.items()}
        self._workbook.set_properties({**texts, "created": datetime.combine(made_on, time())})
        self._workbook.close()
        return self._target.getvalue()


def letter(column: int) -> str:
    """The name of a column, from 0 on: A, B, … AA."""
    from xlsxwriter.utility import xl_col_to_name

    return str(xl_col_to_name(column))


def _lines(text: str, width: int) -> int:
    return sum(math.ceil(max(len(line), 1) / (width * LETTERS)) for line in text.split("\n"))
