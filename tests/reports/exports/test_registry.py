"""What holds of every export, and so of each that is added to the registry."""

from __future__ import annotations

import re

import pytest

from reports.exports.registry import EXPORTS, file_name
from reports.report.report import Report
from tests.reports import taken
from tests.reports.pdf.test_plan_complete import marked


@pytest.fixture(scope="module")
def plan() -> tuple[Report, dict[str, str]]:
    """A report with a word of its own in every field."""
    return marked()


@pytest.mark.parametrize("ending", EXPORTS)
def test_a_row_says_what_the_pages_and_the_documents_need(ending: str) -> None:
    export = EXPORTS[ending]
    assert re.fullmatch(r"[a-z]{2,5}", ending)
    assert f"({ending.upper()})" in export.title
    assert export.purpose.endswith(".")
    assert re.fullmatch(r"[a-z].*[^.]", export.writes)
    assert re.fullmatch(r"(text|application)/[a-z0-9.+-]+", export.media_type)


@pytest.mark.parametrize("ending", EXPORTS)
def test_every_action_is_in_every_export(plan: tuple[Report, dict[str, str]], ending: str) -> None:
    report, marks = plan
    words = taken.words_of(ending, EXPORTS[ending].render(report))
    titles = [mark for path, mark in marks.items() if re.fullmatch(r"classes\.jobs\.(gaps|tests)\.title(#.*)?", path)]
    assert titles
    assert [title for title in titles if title not in words] == []
    assert report.reference in words


@pytest.mark.parametrize("ending", EXPORTS)
def test_the_name_of_a_file_is_harmless(plan: tuple[Report, dict[str, str]], ending: str) -> None:
    assert re.fullmatch(rf"action-plan-[A-Za-z0-9-]*\.{ending}", file_name(plan[0], ending))
