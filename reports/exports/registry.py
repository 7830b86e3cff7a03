"""Every form in which a plan can be taken away, by the ending of its file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from reports.exports.calendar import render_calendar
from reports.exports.csv_table import render_table
from reports.exports.docx import render_document
from reports.exports.format import OFFICE, Format
from reports.exports.markdown import render_markdown
from reports.exports.xlsx import render_spreadsheet
from reports.report.report import Report


@dataclass(frozen=True, slots=True)
class Export(Format[Report]):
    """A format of a plan; `writes` says what the command line writes, in the help of its option and in
    docs/command-line.md."""

    writes: str


# Adding an export is one module and one row here: the route, the option of `flask plan`, the list on the result page,
# the table in docs/command-line.md (`make tables`) and the tests of every export come from it.
EXPORTS: Mapping[str, Export] = MappingProxyType(
    {
        "xlsx": Export(
            "Spreadsheet (XLSX)",
            "to give each job an owner, a day and a status, to sort and to filter, and to bring back here. Your "
            "answers and the areas are in it too.",
            f"{OFFICE}.spreadsheetml.sheet",
            render_spreadsheet,
            "a workbook: the plan to work through (filters, a status from a list, real days), how to do each action, "
            "the answers, the areas, and all the rest",
        ),
        "docx": Export(
            "Document (DOCX)",
            "the plan, to change and add to in your own words.",
            f"{OFFICE}.wordprocessingml.document",
            render_document,
            "the plan as a document to change, in the order of the printed one",
        ),
        "ics": Export(
            "Calendar (ICS)",
            "the day on which each job is due, with a reminder a week before, and the day of the review. Use it only "
            "in a calendar that nobody else can read.",
            "text/calendar",
            render_calendar,
            "a day for each job that is due, and one for the review",
        ),
        "csv": Export(
            "Table of actions (CSV)",
            "to load into another program.",
            "text/csv",
            render_table,
            "the actions as a table, one row each, for another program (UTF-8, CRLF; what a spreadsheet would take for "
            "a formula has a ' before it)",
        ),
        "md": Export(
            "Task list (MD)",
            "the actions as a list to tick off, in Markdown, for a team’s wiki or task board that only your team can "
            "read.",
            "text/markdown",
            render_markdown,
            "the actions as a task list in Markdown",
        ),
    }
)


def file_name(report: Report, ending: str) -> str:
    """A name for the file of a plan, with the reference."""
    reference = "".join(sign if sign.isalnum() and sign.isascii() else "-" for sign in report.reference)
    return f"action-plan-{reference}.{ending}"
