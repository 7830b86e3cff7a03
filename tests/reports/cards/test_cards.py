"""The printed cards, opened: every word on them, on the right number of sheets, accessible and harmless."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest

from questions.cards import NumbersCard
from reports.cards.cards import Size, build_card, card_html, render_card
from reports.cards.posters import read_poster
from reports.pdf.renderer import print_html
from tests.reports.opened import Opened
from tests.reports.premises import CONFIRMED, HOSTILE, STALE, UNCONFIRMED, bank
from tests.reports.printed_cards import LINK, POSTER, SIZES, card, card_ids, card_pdf

ALL = [(name, size) for name in card_ids() for size in SIZES]
A4, A5 = (595, 842), (420, 595)
# The form has a front and a back; on A5 it is a folded sheet.
PAGES = {("bomb-threat", "a4"): 2, ("bomb-threat", "a5"): 4}
UNPRINTED = {"id", "about", "sources", "review_by", "letters", "emergency", "routes"}
LONG_CONTACT = replace(
    STALE,
    team="Counter Terrorism Protective Security Operations and Advice",
    email="protective.security.advisers@westmidlands.police.example",
    page="https://www.westmidlands.police.uk/advice/terrorism/protective-security-advisers",
    hours="Monday to Friday, 9am to 5pm, not on bank holidays",
)


def words(part: Any) -> Iterator[str]:
    """Every text of a card that is printed."""
    if isinstance(part, str):
        yield part
    elif isinstance(part, dict):
        for name, value in part.items():
            if name not in UNPRINTED:
                yield from words(value)
    elif isinstance(part, list | tuple):
        for value in part:
            yield from words(value)


@pytest.mark.parametrize(("name", "size"), ALL)
def test_pdf_ua_1_holds(name: str, size: Size) -> None:
    assert card_pdf(name, size).failures() == []


@pytest.mark.parametrize(("name", "size"), ALL)
def test_the_sheet_is_of_its_size_and_the_card_fits_on_it(name: str, size: Size) -> None:
    pages = card_pdf(name, size).reader.pages
    assert len(pages) == PAGES.get((name, size), 1)
    for page in pages:
        found = (float(page.mediabox.width), float(page.mediabox.height))
        assert found == pytest.approx(A4 if size == "a4" else A5, abs=1)


@pytest.mark.parametrize(("name", "size"), ALL)
def test_every_word_of_the_bank_is_on_the_card(name: str, size: Size) -> None:
    opened, text = card_pdf(name, size), card(name, size).text.model_dump()
    if name == "poster":
        text |= {"title": POSTER.title, "lead": POSTER.line}
    assert [each for each in words(text) if not opened.holds(each)] == []
    assert opened.holds(bank().notices.independent)


@pytest.mark.parametrize(("name", "size"), ALL)
def test_the_structure_can_be_read_aloud(name: str, size: Size) -> None:
    tags = card_pdf(name, size).tags
    headings = [int(tag[1]) for tag in tags if re.fullmatch(r"H[1-6]", tag)]
    assert headings[0] == 1
    assert headings.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(headings))
    assert ("Figure" in tags) == (name == "poster")


@pytest.mark.parametrize("name", card_ids())
def test_nothing_is_claimed_or_measured(name: str) -> None:
    """Not official, and no distance: those are still to be verified."""
    text = card_pdf(name, "a4").text.lower()
    assert "not run or approved by the police or the government" in text
    assert not re.search(r"\b\d+ ?(m|metres)\b", text)
    assert not re.search(r"cordon|official|compliant|certified|accent|ethnic", text)


def test_the_four_cs_are_in_their_order() -> None:
    text = card_pdf("suspicious-item", "a4").text
    places = [
        text.index(word) for word in ("Hidden", "Obviously", "Typical", "Confirm", "Clear", "Communicate", "Control")
    ]
    assert places == sorted(places)


def test_the_numbers_are_those_of_the_bank() -> None:
    opened, text = card_pdf("who-to-call", "a4"), card("who-to-call").text
    assert isinstance(text, NumbersCard)
    routes = {route.id: route for route in bank().reporting.routes}
    for each in (text.emergency, *text.routes):
        assert opened.holds(routes[each].tel or routes[each].route)
    assert opened.holds("Numbers checked on 21 November 2026")
    assert opened.holds("DE1 2XX")


@pytest.mark.parametrize(
    ("contact", "said", "unsaid"),
    [
        (None, ["Call 101", "police.uk"], ["Checked on"]),
        (UNCONFIRMED, ["North Yorkshire Police", "101", "No number of their own has been confirmed"], ["Checked on"]),
        (replace(UNCONFIRMED, non_emergency=""), ["Contact the force"], ["Call 101"]),
        (CONFIRMED, [CONFIRMED.team, CONFIRMED.phone, CONFIRMED.email, "Checked on 3 September 2026"], ["may have"]),
        (LONG_CONTACT, ["Checked on 3 March 2025: more than a year ago", LONG_CONTACT.email], ["No number"]),
    ],
)
def test_the_local_contact_is_the_one_that_is_known(contact: Any, said: list[str], unsaid: list[str]) -> None:
    opened = Opened(render_card(card("who-to-call", contact=contact)))
    assert len(opened.pages) == 1
    assert [each for each in said if not opened.holds(each)] == []
    assert [each for each in unsaid if opened.holds(each)] == []


@pytest.mark.parametrize(
    ("title", "line", "link"),
    [
        ("W" * 60, "W " * 60, f"https://w.example/{'W' * 182}"),
        ("A title of several words that needs more than one line, yes", "many words " * 10, LINK),
        (HOSTILE[:60], HOSTILE[20:120], "http://a.example/?q='(x)'&lt;"),
        ("Hi", "", "http://a.b"),
    ],
)
def test_any_poster_is_one_harmless_sheet(title: str, line: str, link: str) -> None:
    poster, problems = read_poster(title, line, link)
    assert poster is not None, problems
    made = card("poster", poster=poster)
    opened, html = Opened(render_card(made)), card_html(made)
    assert len(opened.pages) == 1
    assert opened.failures() == []
    assert opened.holds(link.removeprefix("https://").removeprefix("http://"))
    assert "<script" not in html
    assert "<img" not in html
    assert html.count("<style>") == 1


def test_a_card_that_is_not_there() -> None:
    with pytest.raises(LookupError, match="no card 'tea'"):
        build_card(bank(), "tea", "a4")
    with pytest.raises(LookupError, match="no card"):
        build_card(bank().model_copy(update={"cards": None}), "poster", "a4")
    with pytest.raises(LookupError, match="needs a link"):
        build_card(bank(), "poster", "a4")


def test_the_same_card_gives_the_same_bytes() -> None:
    assert print_html(card_html(card("poster", "a5"))) == card_pdf("poster", "a5").data


def test_the_style_is_small() -> None:
    from reports.pdf.templates import TEMPLATES

    assert len((TEMPLATES / "card.css").read_bytes()) < 10_000
