"""Prints all places of a workspace together."""

from __future__ import annotations

from reports.pdf.renderer import print_html
from reports.pdf.templates import print_environment
from reports.places.places_report import PlacesReport

# As many places as stand side by side on a page across, with names that can be read.
PLACES_A_TABLE = 7
# How many places are named beside a gap; the page and the spreadsheet name all.
MOST_NAMES = 8


def render_places(report: PlacesReport) -> bytes:
    """Give the report as a PDF/UA-1 file. The same report gives the same bytes."""
    return print_html(places_html(report))


def places_html(report: PlacesReport) -> str:
    """Give the report as the HTML that is printed; every value is escaped. Areas are cut into tables that fit."""
    cuts = [(start, start + PLACES_A_TABLE) for start in range(0, len(report.assessed), PLACES_A_TABLE)]
    template = print_environment().get_template("places.html")
    return template.render(report=report, cuts=cuts, most_names=MOST_NAMES)
