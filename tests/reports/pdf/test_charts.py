"""The bar and the tints: right lengths, their sentence, and nothing that a strict policy refuses."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.pdf.charts import (
    LINE_HEIGHT,
    LINE_LEFT,
    LINE_RIGHT,
    LINE_TOP,
    LINE_WIDTH,
    TRACK,
    score_bar,
    score_line,
    spread_bar,
    tint,
)

SVG = "{http://www.w3.org/2000/svg}"


def drawn(percent: int | None, sentence: str = "Overall: 1 of 2 points") -> ElementTree.Element:
    return ElementTree.fromstring(score_bar(percent, sentence))


@pytest.mark.parametrize(("percent", "length"), [(0, 0), (50, TRACK / 2), (100, TRACK)])
def test_the_bar_is_as_long_as_its_percentage(percent: int, length: float) -> None:
    bar = drawn(percent).find(f"{SVG}rect")
    assert bar is not None
    assert float(bar.attrib["width"]) == length


def test_the_number_is_at_the_end() -> None:
    assert [each.text for each in drawn(55).iter(f"{SVG}text")] == ["55%"]


def test_not_scored_is_not_nothing_earned() -> None:
    picture = drawn(None)
    assert picture.find(f"{SVG}rect") is None
    assert "%" not in "".join(picture.itertext())


@pytest.mark.parametrize("percent", [None, 0, 7, 100])
def test_it_says_its_sentence_and_carries_no_style(percent: int | None) -> None:
    sentence = 'A & B <b>: 1 of 2 "points"'
    picture = drawn(percent, sentence)
    title = picture.find(f"{SVG}title")
    assert title is not None
    assert title.text == sentence
    assert picture.attrib["role"] == "img"
    names = {name for each in picture.iter() for name in each.attrib}
    assert not {name for name in names if name == "style" or name.startswith("on") or "href" in name}


@pytest.mark.parametrize(
    ("percent", "name"),
    [
        (None, "heat-none"),
        (0, "heat-0"),
        (19, "heat-0"),
        (20, "heat-1"),
        (59, "heat-2"),
        (60, "heat-3"),
        (100, "heat-4"),
    ],
)
def test_tints_rise_with_the_percentage(percent: int | None, name: str) -> None:
    assert tint(percent) == name


@given(st.lists(st.integers(0, 200), min_size=6, max_size=6).filter(any))
def test_a_spread_has_a_part_for_each_answer_given_and_fills_the_bar(counts: list[int]) -> None:
    svg = ElementTree.fromstring(spread_bar(counts, "<Reporting> & more"))
    assert [int(text.text or "") for text in svg.iter(f"{SVG}text")] == [count for count in counts if count]
    parts = [(float(each.attrib["x"][:-1]), float(each.attrib["width"][:-1])) for each in svg.iter(f"{SVG}rect")]
    assert all(width >= 6 for _, width in parts)
    assert all(after[0] > before[0] + before[1] for before, after in pairwise(parts))
    assert abs(parts[0][0] + sum(parts[-1]) - 100) < 0.1
    assert svg.findtext(f"{SVG}title") == "<Reporting> & more"
    assert not [name for each in svg.iter() for name in each.attrib if name == "style"]


def dots(*points: tuple[date, int]) -> list[tuple[float, float]]:
    """Where the points of a line stand."""
    svg = ElementTree.fromstring(score_line(points, "Scores over time"))
    return [(float(each.attrib["cx"]), float(each.attrib["cy"])) for each in svg.iter(f"{SVG}circle")]


def test_a_line_stands_by_its_days_and_percentages() -> None:
    left, right = LINE_LEFT, LINE_WIDTH - LINE_RIGHT
    found = dots((date(2026, 1, 1), 0), (date(2026, 1, 31), 50), (date(2026, 5, 1), 100))
    assert found == [
        (left, LINE_TOP + LINE_HEIGHT),
        (left + (right - left) / 4, LINE_TOP + LINE_HEIGHT / 2),
        (right, LINE_TOP),
    ]


def test_points_of_one_day_are_beside_each_other_and_one_is_in_the_middle() -> None:
    day = date(2026, 1, 1)
    (first, _), (second, _) = dots((day, 40), (day, 60))
    assert (first, second) == (LINE_LEFT, LINE_WIDTH - LINE_RIGHT)
    ((only, _),) = dots((day, 40))
    assert first < only < second


def test_a_line_says_its_sentence_its_numbers_and_carries_no_style() -> None:
    svg = ElementTree.fromstring(score_line([(date(2026, 1, 1), 7), (date(2027, 1, 1), 93)], "A & B <b>"))
    assert svg.findtext(f"{SVG}title") == "A & B <b>"
    assert svg.attrib["role"] == "img"
    assert {"7%", "93%"} <= {each.text for each in svg.iter(f"{SVG}text")}
    assert not [name for each in svg.iter() for name in each.attrib if name == "style" or "href" in name]
