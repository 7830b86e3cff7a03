"""The public page on what to notice: it says what the police say, leads to every way to report, and is linked."""

from __future__ import annotations

import re

import pytest
from flask import Flask

from questions import Bank
from questions.style import texts_of
from questions.what_to_notice import WhatToNotice
from tests.person import Person
from tests.reading import Page

ADDRESS = "/what-to-notice"
# What the police give as examples, each by words that the page must have together in one sentence.
SIGNS = (
    ("photos", "cameras"),
    ("weapons",),
    ("unusual things", "delivered"),
    ("hiring", "vehicle"),
    ("chemicals", "fertiliser", "gas"),
    ("sudden", "change", "behaves"),
    ("payments", "no sense"),
    ("passports", "different names"),
    ("journeys", "vague"),
)
# What happens with a report.
PROMISES = (
    ("trained officers", "first checks"),
    ("in confidence", "anonymous"),
    ("look into it before the police do anything",),
    ("roads may be closed", "buildings cleared"),
    ("false alarms are welcome",),
    ("no call and no click is ignored",),
)


@pytest.fixture
def page(bank: Bank) -> WhatToNotice:
    """The page's content."""
    assert bank.what_to_notice
    return bank.what_to_notice


@pytest.fixture
def seen(site: Flask) -> Page:
    """The page as somebody sees it who has no workspace."""
    return Person(site).go(ADDRESS)


def sentences(page: WhatToNotice, section: str) -> list[str]:
    """Every text of a section, in small letters."""
    found = next(each for each in page.sections if each.id == section)
    points = [point for each in found.examples for point in each.points]
    return [text.lower() for text in (*found.says, *found.points, *points)]


@pytest.mark.parametrize("words", SIGNS)
def test_every_sign_that_the_police_name_is_there(page: WhatToNotice, words: tuple[str, ...]) -> None:
    assert [text for text in sentences(page, "examples") if all(word in text for word in words)]


@pytest.mark.parametrize("words", PROMISES)
def test_it_says_what_happens_with_a_report(page: WhatToNotice, words: tuple[str, ...]) -> None:
    assert [text for text in sentences(page, "afterwards") if all(word in text for word in words)]


def test_every_use_of_the_profile_has_an_example_of_its_own_sector(page: WhatToNotice) -> None:
    found = next(each for each in page.sections if each.id == "places")
    titles = " ".join(each.title.lower() for each in found.examples)
    for sector in (
        *("shops", "vehicle hire", "storage", "cafés", "hotels", "venues", "stadiums", "events", "worship"),
        *("schools", "nurseries", "hospitals", "stations", "offices", "farms", "charities", "public bodies"),
    ):
        assert sector in titles


def test_it_is_alert_and_not_alarmed_and_looks_at_behaviour(page: WhatToNotice) -> None:
    text = " ".join(sentences(page, "behaviour"))
    assert "alert, not alarmed" in text
    assert re.search(r"what counts is what someone does\. how they look, .* tell you nothing", text)


def test_northern_ireland_is_told_what_to_do_instead_of_prevent(page: WhatToNotice) -> None:
    text = " ".join(sentences(page, "someone"))
    assert "in england, wales and scotland, act early" in text
    assert re.search(r"prevent does not apply in northern ireland\. there, .*101.*hotline", text)


def test_numbers_stand_in_the_reporting_routes_alone(bank: Bank) -> None:
    """A number that is written twice is corrected once."""
    texts = [text for path, text in texts_of(bank) if path[0] == "what_to_notice"]
    assert len(texts) > 60
    assert not [text for text in texts if re.search(r"\d{3} \d{3}", text)]


def test_every_section_says_where_it_comes_from(page: WhatToNotice) -> None:
    assert [section.id for section in page.sections if not section.sources] == []


def test_the_page_shows_it_all_and_every_route(seen: Page, page: WhatToNotice, bank: Bank) -> None:
    assert seen.text.startswith(f"{page.title} {page.lead}")
    for section in page.sections:
        assert seen.by_id(section.id) is not None
        for text in (*section.says, *section.points, *(point for each in section.examples for point in each.points)):
            assert text in seen.text
        assert {link.url for link in section.links} <= {address for _, address in seen.links}
    addresses = [address for _, address in seen.links]
    for route in bank.reporting.routes:
        assert (f"tel:{route.tel.replace(' ', '')}" if route.tel else route.url) in addresses
    first = [address for _, address in seen.links if address.startswith(("tel:", "https://www.gov.uk/ACT"))][:3]
    assert first == ["tel:999", "tel:0800789321", "https://www.gov.uk/ACT"], "at the head, danger first"


def test_it_is_linked_from_the_foot_the_cards_and_about(site: Flask, page: WhatToNotice) -> None:
    person = Person(site)
    for address in ("/", "/privacy", "/return"):
        person.go(address)
        assert (page.title, ADDRESS) in person.page.links
    person.go("/cards")
    assert ("The whole page", ADDRESS) in person.page.links
    person.go("/about")
    assert ("Ask the Police", "https://www.askthe.police.uk") in person.page.links
    assert person.follow(page.title).address == ADDRESS
    person.follow("A card for the wall")
    assert person.at.startswith("/cards")
    assert person.page.by_id(f"card-{page.card}") is not None


def test_the_result_leads_to_it_and_says_what_an_adviser_can_do(person: Person, bank: Bank) -> None:
    address = person.finishes("2", "1")
    result = person.go(f"{address}/result")
    assert result.links.count(("What to notice, and how to report it", ADDRESS)) == 2, "take-away and foot"
    assert bank.adviser
    assert bank.adviser.helps
    assert bank.adviser.helps in result.text
    assert bank.adviser.listen
    assert bank.adviser.listen in result.text


def test_the_strategy_has_four_strands_and_every_area_bears_on_one(site: Flask, bank: Bank) -> None:
    assert bank.strategy
    assert [strand.title for strand in bank.strategy.strands] == ["Protect", "Prepare", "Pursue", "Prevent"]
    text = Person(site).go("/about").text
    for strand in bank.strategy.strands:
        assert f"{strand.aim} {strand.here}" in text
    assert bank.sources[bank.strategy.source].title in text
    for area in bank.areas:
        assert area.title in text
