"""Prints the summary of a workshop."""

from __future__ import annotations

from reports.figures.workshop import WorkshopReport
from reports.pdf.renderer import print_html
from reports.pdf.templates import print_environment


def render_summary(report: WorkshopReport) -> bytes:
    """Give the summary as a PDF/UA-1 file. The same report gives the same bytes."""
    return print_html(summary_html(report))


def summary_html(report: WorkshopReport) -> str:
    """Give the summary as the HTML that is printed; every value of the report is escaped."""
    return print_environment().get_template("workshop.html").render(report=report)
