"""The faster parser is used only where it reads what html5lib reads."""

from __future__ import annotations

import pytest

from tests import html_tree
from tests.html_shape import shape
from tests.html_tree import SVG, parse, quick, same, strict

PAGE = '<!DOCTYPE html><html lang="en-GB"><head><title>T</title></head><body>{}</body></html>'
DRAWING = '<svg viewBox="0 0 9 9" preserveAspectRatio="none"><title>Nine</title><rect width="9"/></svg>'
MINIMISED = '<input type="checkbox" name="a" value="{}" checked>'
# What `quick` takes for the same as the one before.
SPELT_OUT = '<input type="checkbox" name="a" value="{}" checked="checked">'


@pytest.fixture(autouse=True)
def nothing_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    """No shape was seen before."""
    monkeypatch.setattr(html_tree, "_sound", {})
    parse.cache_clear()


def test_a_drawing_is_read_as_html5_says() -> None:
    html = PAGE.format(DRAWING)
    assert same(strict(html), quick(html))
    (drawing,) = quick(html).iter(f"{SVG}svg")
    assert drawing.get("viewBox") == "0 0 9 9"
    assert len(list(quick(html).iter("title"))) == 1


def test_a_tick_without_a_value_is_read_as_html5_says() -> None:
    for each in (MINIMISED.format("x"), "<select name='a'><option selected>One</option></select>"):
        assert same(strict(PAGE.format(each)), quick(PAGE.format(each)))


def test_what_the_faster_parser_reads_differently_is_left_to_html5lib() -> None:
    assert parse(PAGE.format(MINIMISED.format("x"))) is not None
    html = [PAGE.format(SPELT_OUT.format(value)) for value in "xyz"]
    assert not same(strict(html[0]), quick(html[0]))
    for each in html:
        (field,) = parse(each).iter("input")
        assert field.get("checked") == "checked"


def test_the_faster_parser_takes_over_from_the_second_page_of_a_shape(monkeypatch: pytest.MonkeyPatch) -> None:
    parse(PAGE.format("<p>One</p>"))
    monkeypatch.setattr(html_tree, "strict", None)
    assert [each.text for each in parse(PAGE.format("<p>Two</p>")).iter("p")] == ["Two"]


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("<p>One</p>", "<p>Two &amp; three</p>", True),
        ('<p id="a">x</p>', '<p id="b-1">x</p>', True),
        ("<p>x</p>", "<p></p>", False),
        ("<p>x</p>", "<p>&x;</p>", False),
        ("<p>x</p>", "<p>\x01</p>", False),
        ('<input type="text">', '<input type="hidden">', False),
        ('<option selected="selected">', '<option selected="">', False),
        ('<p id="a">x</p>', "<p id=a>x</p>", False),
        ('<p id="a">x</p>', '<p id="&x;">x</p>', False),
        ('<!-- a="--" -->', '<!-- a="" -->', False),
        ("<textarea>x</textarea>", "<textarea>\nx</textarea>", False),
        ("<!DOCTYPE html>", "<!DOCTYPE htm>", False),
    ],
)
def test_what_is_one_shape(one: str, other: str, alike: bool) -> None:
    assert (shape(one) == shape(other)) is alike
