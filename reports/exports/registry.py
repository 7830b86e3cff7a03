"""Every form in which a plan can be taken away, by the ending of its file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from reports.exports.calendar import render_calendar
from reports.exports.csv_table import render_table
from reports.exports.docx import render_document
from reports.exports.xlsx import render_spreadsheet
from reports.report.report import Report


@dataclass(frozen=True, slots=True)
class Export:
    """A file format: its media type, and the function that makes it. The same report gives the same bytes."""

    media_type: str
    render: Callable[[Report], bytes]


OFFICE = "application/vnd.openxmlformats-officedocument"
EXPORTS: Mapping[str, Export] = MappingProxyType(
    {
        "xlsx": Export(f"{OFFICE}.spreadsheetml.sheet", render_spreadsheet),
        "docx": Export(f"{OFFICE}.wordprocessingml.document", render_document),
        "csv": Export("text/csv", render_table),
        "ics": Export("text/calendar", render_calendar),
    }
)


def file_name(report: Report, ending: str) -> str:
    """A name for the file of a plan, with the reference."""
    reference = "".join(sign if sign.isalnum() and sign.isascii() else "-" for sign in report.reference)
    return f"action-plan-{reference}.{ending}"
