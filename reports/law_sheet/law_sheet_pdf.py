"""Prints the law sheet of a visit."""

from __future__ import annotations

from reports.law_sheet.law_sheet import LawSheet
from reports.pdf.renderer import print_html
from reports.pdf.templates import print_environment


def render_law_sheet(sheet: LawSheet) -> bytes:
    """Give the sheet as a PDF/UA-1 file. The same sheet gives the same bytes."""
    return print_html(law_sheet_html(sheet))


def law_sheet_html(sheet: LawSheet) -> str:
    """Give the sheet as the HTML that is printed; every value is escaped."""
    return print_environment().get_template("law-sheet.html").render(sheet=sheet)
