"""Every field of the report is in spreadsheet and document, of an action in the table, of a job in the calendar."""

from __future__ import annotations

import re
from collections.abc import Iterable

import pytest

from reports.exports.calendar import render_calendar
from reports.exports.csv_table import render_table
from reports.exports.docx import render_document
from reports.exports.xlsx import render_spreadsheet
from reports.report.report import Report
from tests.reports import taken
from tests.reports.marking import plain_figures
from tests.reports.pdf.test_plan_complete import LEFT_OUT as LEFT_OUT_OF_PRINT
from tests.reports.pdf.test_plan_complete import marked

# The same line is elsewhere in full; here it is only named.
NAMED_ONLY = (r"unanswered\.(?!name|number).*", r"find_out\.(?!rank|ask|who_helps).*", r"not_applicable\.(ask|note)")
LEFT_OUT_OF_SPREADSHEET = (
    *NAMED_ONLY,
    # For the pages: the sheet of answers has each of these questions.
    r"essential_gaps\..*",
    # For the site: its purpose, and the line at the top.
    r"notices\.(purpose|masthead)",
    # Keys for editors, not words for readers.
    r"reporting\.sources",
    # The names of people of a kind; the sheet names one.
    r"adviser\.roles",
    # How many jobs open the printed plan.
    r"first_count",
    # The law's short name and the months of a class are said by the days.
    r"classes\.(title|months)",
    # In the report of the visit, which is a document of its own.
    r"visit\.(asked|not_seen|corrects)",
)
# What belongs to the plan as a whole, what tells where an action comes from, and what the plan says at more length.
LEFT_OUT_OF_CALENDAR = (
    r"classes\.jobs\.(gain|percent_after|due|id|class_id|suggested|typed\..*)",
    r"classes\.jobs\.(gaps|tests)\.(question_number|gain|percent_after|name|ask|answer|area|job|job_rank|sources\..*)",
    r"classes\.jobs\.(gaps|tests)\.(due|why|first_step|who_helps|effort|cost|class_title|typed\..*)",
)


@pytest.fixture(scope="module")
def plan() -> tuple[Report, dict[str, str]]:
    """A report with a word of its own in every field."""
    return marked()


def missing(marks: dict[str, str], words: str, left_out: Iterable[str]) -> list[str]:
    """The fields whose mark is nowhere, and which are not left out on purpose."""
    skip = re.compile("|".join(f"(?:{pattern})" for pattern in left_out) or "$^")
    wanted = {path: mark for path, mark in marks.items() if not skip.fullmatch(path.split("#")[0])}
    assert wanted
    figures = plain_figures(words)
    return [path for path, mark in wanted.items() if mark not in figures]


def actions_of(marks: dict[str, str]) -> dict[str, str]:
    return {path: mark for path, mark in marks.items() if re.match(r"classes\.jobs\.(gaps|tests)\.", path)}


def test_every_field_is_in_the_spreadsheet(plan: tuple[Report, dict[str, str]]) -> None:
    report, marks = plan
    words = taken.words_of_workbook(taken.workbook(render_spreadsheet(report)))
    assert missing(marks, words, LEFT_OUT_OF_SPREADSHEET) == []


def test_every_field_is_in_the_document(plan: tuple[Report, dict[str, str]]) -> None:
    report, marks = plan
    opened = taken.document(render_document(report))
    footer = opened.sections[0].footer.paragraphs[0].text
    assert missing(marks, f"{taken.words_of_document(opened)}\n{footer}", LEFT_OUT_OF_PRINT) == []
    assert {source.url for source in report.sources} <= {each.target_ref for each in opened.part.rels.values()}


def test_every_field_of_an_action_is_in_the_table(plan: tuple[Report, dict[str, str]]) -> None:
    report, marks = plan
    words = "\n".join(cell for row in taken.table(render_table(report)) for cell in row.values())
    assert missing(actions_of(marks), words, ()) == []
    assert all(each in words for each in (report.reference, report.business, report.premises))


def test_every_field_of_a_job_is_in_the_calendar(plan: tuple[Report, dict[str, str]]) -> None:
    report, marks = plan
    opened = taken.calendar(render_calendar(report))
    words = "\n".join(f"{event['summary']}\n{event['description']}" for event in opened.walk("VEVENT"))
    jobs = {path: mark for path, mark in marks.items() if path.startswith("classes.jobs.")}
    assert missing(jobs, words, LEFT_OUT_OF_CALENDAR) == []
