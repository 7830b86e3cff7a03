"""Prints a signed visit: the adviser's findings first; and the note of it for others, which tells of no weakness."""

from __future__ import annotations

from collections.abc import Mapping

from reports.pdf.pdf_merge import merge_parts
from reports.pdf.renderer import NO_PICTURES, print_html
from reports.pdf.templates import print_environment
from reports.report.report import Report

# How many questions that were not seen are named; more are counted.
MOST_NOT_SEEN = 12


def render_visit(report: Report, pictures: Mapping[str, bytes] = NO_PICTURES) -> bytes:
    """Give the report of the visit as a PDF/UA-1 file. The same report gives the same bytes."""
    return merge_parts([print_html(visit_html(report), pictures=pictures)])


def render_visit_note(report: Report) -> bytes:
    """Give the note of the visit as a PDF/UA-1 file of one page."""
    return print_html(visit_note_html(report))


def visit_html(report: Report) -> str:
    """Give the report of the visit as the HTML that is printed; every value is escaped."""
    return _html("visit.html", report)


def visit_note_html(report: Report) -> str:
    """Give the note as the HTML that is printed. It has no answer, no finding and no score."""
    return _html("visit-note.html", report)


def _html(name: str, report: Report) -> str:
    template = print_environment().get_template(name)
    return template.render(report=report, visit=report.visit, most_not_seen=MOST_NOT_SEEN)
