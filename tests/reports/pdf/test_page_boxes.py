"""Every example and the extremes on paper: few pages, nothing stranded or carried over alone, nothing too small."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from typing import Any
from xml.etree import ElementTree

import pytest

from reports.pdf.plan import plan_html, print_widths, record_html, render_plan, render_record
from reports.report.report import Report
from tests.reports.examples import NAMES, example
from tests.reports.opened import Opened
from tests.reports.page_boxes import BODY, Word, body, lines, rows_by_page, words_of_pages
from tests.reports.premises import PUB, answers, places, report

# The places of the other tests, among them the extremes.
EXTREMES = [*(f"{name} there" for name in places()), "nothing applies there"]
ALL = [*NAMES, *EXTREMES]
KINDS = ("plan", "record")
# The height of a word in 9.5 pt.
LEAST_HEIGHT = 12.4
# What is on a last page must be worth turning the page for.
LEAST_LINES = 9
LEAST_CELL, WIDTH = 18, 179.0


@cache
def made(name: str) -> Report:
    """The report of an example or an extreme."""
    if name in NAMES:
        return example(name)
    return places().get(name.removesuffix(" there")) or report(PUB, answers("-"))


@cache
def printed(name: str, kind: str) -> Opened:
    """Its plan or record, printed once."""
    return Opened({"plan": render_plan, "record": render_record}[kind](made(name)))


@cache
def words(name: str, kind: str) -> list[list[Word]]:
    """The words of each page with their boxes."""
    return words_of_pages(printed(name, kind).data)


@pytest.mark.parametrize("name", NAMES)
def test_the_plan_of_an_example_has_four_to_six_pages(name: str) -> None:
    assert 4 <= len(words(name, "plan")) <= 6


@pytest.mark.parametrize("name", EXTREMES)
def test_the_plan_of_no_place_has_more_than_six(name: str) -> None:
    assert 2 <= len(words(name, "plan")) <= 6


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", ALL)
def test_a_last_page_is_worth_turning_to(name: str, kind: str) -> None:
    assert lines(body(words(name, kind)[-1])) >= LEAST_LINES


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", ALL)
def test_no_heading_stands_alone_at_the_foot_of_a_page(name: str, kind: str) -> None:
    stranded = [
        title
        for title, page, top in _headings(printed(name, kind))
        if lines([word for word in body(words(name, kind)[page]) if word.top > 842 - top + 8]) < 2
    ]
    assert stranded == []


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", ALL)
def test_a_job_begins_on_the_page_of_its_first_action(name: str, kind: str) -> None:
    headings = [*_headings(printed(name, kind))]
    begun, alone = 0, []
    for (title, page, top), (_, next_page, next_top) in pairwise([*headings, ("", -1, 0.0)]):
        if title.startswith("Job "):
            end = 842 - next_top if next_page == page else BODY[1]
            under = [word for word in body(words(name, kind)[page]) if 842 - top + 8 < word.top < end]
            begun += 1
            alone += [] if any(re.fullmatch(r"\d+\.", word.text) for word in under) else [title]
    assert alone == []
    assert begun == {"plan": plan_html, "record": record_html}[kind](made(name)).count("<h3>Job ")


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", ALL)
def test_no_row_of_a_table_is_alone_on_its_page(name: str, kind: str) -> None:
    over = [pages for pages in rows_by_page(printed(name, kind).data) if len(pages) > 1]
    assert [pages for pages in over if pages[max(pages)] < 2 or pages[min(pages)] < 2] == []


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", ALL)
def test_no_heading_is_empty(name: str, kind: str) -> None:
    tags = [tag for tag in printed(name, kind).tags if tag != "Span"]
    levels = [int(tag[1]) if re.fullmatch(r"H[1-6]", tag) else 0 for tag in tags]
    assert levels[-1] == 0
    assert [pair for pair in pairwise(levels) if all(pair) and pair[1] <= pair[0]] == []


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", ALL)
def test_no_word_is_smaller_than_nine_and_a_half_points(name: str, kind: str) -> None:
    small = [word.text for page in words(name, kind) for word in page if word.bottom - word.top < LEAST_HEIGHT]
    # Numbers in charts are smaller; letters of other scripts have boxes of their own fonts.
    assert [text for text in small if text.isascii() and not re.fullmatch(r"\d+%", text)] == []


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", ALL)
def test_nothing_reaches_over_the_margins(name: str, kind: str) -> None:
    over = [word.text for page in words(name, kind) for word in page if word.right > 595.3 - 42 + 1 or word.left < 45]
    assert over == []
    low = [word for page in words(name, kind) for word in page if BODY[1] + 6 < word.bottom < BODY[1] + 8]
    assert low == []


@pytest.mark.parametrize("name", ["cafe", "pub there", "shopping-centre"])
def test_cells_to_write_in_are_wide_enough(name: str) -> None:
    found = [width for html in (plan_html(made(name)), record_html(made(name))) for width in _written(html)]
    assert len(found) > 4
    assert min(found) >= LEAST_CELL


def _written(html: str) -> Iterator[float]:
    """The width of each column with cells to write in."""
    for table in ElementTree.fromstring(html).iter("table"):
        head = table.find("thead")
        rows = [row for group in table.iter("tbody") for row in group]
        if head is None or not rows:
            continue
        keys = [(cell.get("class") or "").split() for cell in head[0]]
        own = table.get("class", "")
        given = [next((_width(own, key) for key in each if _width(own, key)), 0.0) for each in keys]
        free = (WIDTH - sum(given)) / max(given.count(0.0), 1)
        for at, cell in enumerate(rows[0]):
            if cell.get("class") == "write":
                yield given[at] or free


def _width(table: str, column: str) -> float:
    return print_widths().get((table, column)) or print_widths().get(("", column)) or 0.0


def _headings(opened: Opened) -> Iterator[tuple[str, int, float]]:
    """Each bookmarked heading: its words, its page from 0, and how high it stands."""

    def walk(items: list[Any]) -> Iterator[tuple[str, int, float]]:
        for item in items:
            if isinstance(item, list):
                yield from walk(item)
            else:
                number = opened.reader.get_destination_page_number(item)
                assert number is not None
                yield str(item.title), number, float(item.top or 0)

    yield from walk(opened.reader.outline)
