"""Text from outside, made harmless to print: nothing invisible, nothing that turns the direction, no control codes."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.plain_text import tidy_text


@pytest.mark.parametrize(
    ("text", "line", "lines"),
    [
        ("plain", "plain", "plain"),
        ("  a  b  ", "a b", "a  b"),
        ("a\nb", "a b", "a\nb"),
        ("a\r\nb\rc", "a b c", "a\nb\nc"),
        ("a\tb", "a b", "a b"),
        ("a\x00b\x07c\x1b[31m", "abc[31m", "abc[31m"),
        ("a\x0bb\x0cc\x85d", "abcd", "abcd"),
        ("\u202eevil\u202c \u2066x\u2069", "evil x", "evil x"),
        ("\ufeffa\u200bb\u00adc\u2060", "abc", "abc"),
        ("\ud800a\udfff", "a", "a"),
        ("a\ue000\U000f0000\uffff", "a", "a"),
        ("Zoë’s café — 火 £5 ½", "Zoë’s café — 火 £5 ½", "Zoë’s café — 火 £5 ½"),
        ("👩\u200d🔬 क्\u200cष", "👩\u200d🔬 क्\u200cष", "👩\u200d🔬 क्\u200cष"),
        ("a\u2028b\u2029c\u00a0d", "a b c d", "a\u2028b\u2029c\u00a0d"),
        ("<b>&amp;</b> =1+1 {{x}} ${y}", "<b>&amp;</b> =1+1 {{x}} ${y}", "<b>&amp;</b> =1+1 {{x}} ${y}"),
        ("", "", ""),
        (" \n\t ", "", ""),
        ("\u200d \u200c\u2003", "", ""),
    ],
    ids=ascii,
)
def test_examples(text: str, line: str, lines: str) -> None:
    assert tidy_text(text) == line
    assert tidy_text(text, lines=True) == lines


@given(st.text(), st.booleans())
def test_nothing_harmful_is_left_and_twice_is_once(text: str, lines: bool) -> None:
    tidy = tidy_text(text, lines=lines)
    kept = {"\n"} if lines else set()
    harmful = [c for c in tidy if unicodedata.category(c)[0] == "C" and c not in kept | {"\u200c", "\u200d"}]
    assert harmful == []
    assert tidy == tidy.strip()
    assert tidy_text(tidy, lines=lines) == tidy


@given(st.text(st.characters(categories=("L", "N", "P", "S", "M"))), st.booleans())
def test_visible_text_is_left_as_it_is(text: str, lines: bool) -> None:
    assert tidy_text(text, lines=lines) == text


@given(st.text())
def test_one_line_is_one_line(text: str) -> None:
    assert len(tidy_text(text).splitlines()) <= 1


@given(st.text(st.characters(categories=("L", "N", "P", "S", "Zs"))), st.booleans())
def test_the_short_way_of_plain_text_leads_to_the_same(text: str, lines: bool) -> None:
    """A letter that is left out, at the end, takes the long way."""
    assert tidy_text(text, lines=lines) == tidy_text(f"{text}\u200b", lines=lines)
