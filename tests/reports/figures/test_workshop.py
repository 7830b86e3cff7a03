"""The summary of a workshop: its counts, and its print, which holds no more than the board did."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from assessment.board_disclosure import THRESHOLD
from assessment.workshop_summary import WorkshopSummary
from questions import Bank, load_bank
from reports.figures.workshop import WorkshopReport, build_workshop_report
from reports.figures.workshop_exports import EXPORTS
from reports.figures.workshop_pdf import render_summary, summary_html
from tests.reports.opened import Opened

HOSTILE = "<script>alert(1)</script> & “Pubs” \u202e{{ 7 * 7 }} " + "x" * 40


@cache
def bank() -> Bank:
    """The project's bank."""
    return load_bank(Path(__file__).resolve().parents[3] / "questions" / "bank")


def summary(**changes: Any) -> WorkshopSummary:
    """An evening with twelve businesses; essential questions of two areas were shown."""
    leadership, reporting = (essential(area) for area in ("leadership", "reporting"))
    shown = {leadership: (2, 3, 1, 3, 1, 0), reporting: (1, 1, 2, 4, 2, 1)}
    bands, tiers = {"starting": 4, "building": 6}, {"standard": 5, "out-of-scope": 7}
    return replace(WorkshopSummary(12, 11, 9, bands, tiers, shown), **changes)


def essential(area: str) -> str:
    """The first essential question of an area."""
    return next(each.id for each in bank().area_by_id[area].questions if each.importance == "essential")


def report(given: WorkshopSummary | None = None, title: str = "Pubs of Derby") -> WorkshopReport:
    """The report of an evening."""
    return build_workshop_report(
        bank(),
        given or summary(),
        title=title,
        force="Derbyshire Constabulary",
        held_on=date(2026, 11, 24),
        kind="full",
    )


@cache
def printed() -> Opened:
    """The evening's summary, printed once."""
    return Opened(render_summary(report()))


def test_what_it_counts_worked_by_hand() -> None:
    found = report()
    assert [(line.title, line.count, line.of) for line in found.bands] == [
        ("Early", 4, 10),
        ("Developing", 6, 10),
        ("Established", 0, 10),
        ("Strong", 0, 10),
    ]
    # Essential weighs 4. Leadership: 4 * (2*3 + 3*2 + 1) = 52 of 4 * 3 * 10; reporting: 4 * (3 + 2 + 2) = 28 of 120.
    assert [(each.title, each.points, each.most, each.percent) for each in found.areas] == [
        ("Leadership and responsibility", 52, 120, 43),
        ("Reporting", 28, 120, 23),
    ]
    assert [(line.area, line.gaps.count, line.gaps.of, line.dont_know) for line in found.gaps] == [
        ("Reporting", 8, 10, 2),
        ("Leadership and responsibility", 5, 10, 1),
    ]
    assert sum(line.count for line in found.tiers) == 12


def test_below_five_nothing_is_counted() -> None:
    found = report(WorkshopSummary(4, 4, 4, None, None, {}))
    assert (found.bands, found.areas, found.gaps, found.topics, found.tiers) == ((), (), (), (), ())
    opened = Opened(render_summary(found))
    assert opened.failures() == []
    assert opened.holds("Fewer than five businesses could be counted here")
    assert "%" not in opened.text


def test_an_arrangement_that_hardly_applies_is_no_common_gap() -> None:
    few = {essential("reporting"): (0, 0, 0, THRESHOLD - 1, 0, 9)}
    assert report(summary(shown=few)).gaps == ()


def test_pdf_ua_1_holds() -> None:
    assert printed().failures() == []


def test_everything_is_in_it() -> None:
    found = report()
    words = ["Pubs of Derby", "24 November 2026", "Derbyshire Constabulary", "12 businesses took part; 9 finished."]
    words += [line.name for line in found.gaps] + [line.first_step for line in found.topics]
    words += [f"{line.count} of {line.of}" for line in (*found.bands, *found.tiers)]
    assert [each for each in words if not printed().holds(each)] == []
    assert len(printed().pages) <= 2


def test_the_same_evening_gives_the_same_bytes() -> None:
    assert render_summary(report()) == printed().data


def test_a_hostile_title_is_shown_as_it_is() -> None:
    html = summary_html(report(title=HOSTILE))
    assert "<script" not in html
    assert Opened(render_summary(report(title=HOSTILE))).failures() == []


@pytest.mark.parametrize("kind", ["quick", "full"])
def test_a_full_evening_stays_short(kind: str) -> None:
    asked = [each for each in bank().questions if kind == "full" or each.importance == "essential"]
    shown = {each.id: (3, 9, 12, 8, 6, 2) for each in asked}
    opened = Opened(render_summary(report(summary(shown=shown))))
    assert len(opened.pages) <= 3
    assert opened.failures() == []


def test_a_quick_workshop_says_why_it_has_no_levels() -> None:
    quick = replace(report(), kind="quick", bands=())
    html = summary_html(quick)
    assert "A quick check has no level" in html
    assert "A quick check has no level" not in summary_html(report())


def cells(given: WorkshopReport) -> list[tuple[Any, ...]]:
    """Every row of the spreadsheet that holds anything."""
    book = load_workbook(BytesIO(EXPORTS["xlsx"].render(given)))
    return [row for sheet in book for row in sheet.iter_rows(values_only=True) if any(cell is not None for cell in row)]


def test_the_spreadsheet_has_the_lines_of_the_pdf_and_no_more() -> None:
    found = report()
    rows = [row[:5] for row in cells(found)]
    counted = [*found.bands, *found.tiers]
    assert {(line.title, line.count, line.of) for line in counted} <= {row[1:4] for row in rows}
    assert [row[4] for row in rows if row[0] == "Area by area, share of the points"] == [0.43, 0.23]
    assert ("Businesses", "Took part", 12, None, None) in rows
    assert not any("Answered something" in row for row in rows), "the PDF does not say how many began"


def test_below_five_the_spreadsheet_counts_nothing_either() -> None:
    numbers = [cell for row in cells(report(WorkshopSummary(4, 4, 4, None, None, {}))) for cell in row]
    assert [each for each in numbers if isinstance(each, int | float)] == [4, 4]


@pytest.mark.parametrize("title", ["=1+1", "@SUM(A1)", HOSTILE])
def test_a_hostile_title_stays_a_text_in_the_spreadsheet(title: str) -> None:
    book = load_workbook(BytesIO(EXPORTS["xlsx"].render(report(title=title))))
    cell = book["Figures"]["A1"]
    assert cell.data_type == "s"
    assert str(cell.value).startswith(title[:8])
    assert EXPORTS["xlsx"].render(report(title=title)) == EXPORTS["xlsx"].render(report(title=title))
