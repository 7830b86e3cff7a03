"""A place's procedures in a real browser: on a wide screen and a phone, with and without scripts, and two at once."""

from __future__ import annotations

import pytest

from tests.journeys.accessible import examine
from tests.journeys.conftest import NewVisitor
from tests.journeys.serving import RunningSite
from tests.journeys.test_plan import SCREENS, finished
from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.journey


def procedures(visitor: Visitor, site: RunningSite) -> str:
    """Come to the procedures of a place that has been assessed; their address."""
    finished(visitor, site)
    visitor.follow("Work through your plan")
    visitor.follow("Write your procedures")
    return visitor.at


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
@pytest.mark.parametrize("screen", SCREENS)
def test_a_procedure_is_written_and_printed(arrive: NewVisitor, screen: str, scripts: bool, site: RunningSite) -> None:
    visitor = arrive(java_script_enabled=scripts, viewport=SCREENS[screen])
    place, page = procedures(visitor, site), visitor.page
    visitor.follow("Lock down")
    assert "Filled in for you" in visitor.words
    page.get_by_label("Where do people go once the doors are shut?").fill("The cold store")
    page.get_by_label("Who shuts the doors?").fill("Whoever is at the till")
    page.get_by_label("We have checked what was filled in").check()
    visitor.press("Save")
    assert "Saved: lock down." in visitor.words
    assert page.locator("h1").inner_text() == "Tell people"
    visitor.follow("All procedures")
    assert visitor.at == place
    row = page.locator(".procedures li", has_text="Lock down").inner_text()
    assert "4 of" in row
    assert "to check" not in row
    visitor.follow("Lock down")
    assert page.get_by_label("Who shuts the doors?").input_value() == "Whoever is at the till"
    assert "Filled in for you" not in visitor.words
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), "nothing runs over the edge"


def test_the_pages_are_accessible(visitor: Visitor, site: RunningSite) -> None:
    place = procedures(visitor, site)
    for address in (place, f"{place}/decide", f"{place}/lock-down"):
        visitor.open(address)
        examine(visitor)
    visitor.page.get_by_label("Who shuts the doors?").fill("x" * 121)
    visitor.press("Save", status=400)
    examine(visitor)
    assert visitor.page.locator("h2.govuk-error-summary__title").is_visible()


def test_two_people_at_once_lose_nothing(arrive: NewVisitor) -> None:
    first, second = arrive(), arrive()
    code = first.begins()
    first.fills_profile()
    first.fill({"kind": "quick"})
    first.press()
    first.open("/workspace")
    first.follow("Your procedures")
    page = f"{first.at}/get-out"
    second.returns(code)
    for each in (first, second):
        each.open(page)
    first.page.get_by_label("Where do people meet afterwards?").fill("The bakery")
    first.press("Save")
    second.page.get_by_label("Where do people meet afterwards?").fill("The library")
    second.page.get_by_label("Who needs help to get out").fill("Prams first")
    second.press("Save", status=409)
    assert "Someone else changed this while you were on the page" in second.words
    examine(second)
    second.page.get_by_label("What they saved: The bakery").check()
    second.press("Save")
    first.open(page)
    assert first.page.get_by_label("Where do people meet afterwards?").input_value() == "The bakery"
    assert first.page.get_by_label("Who needs help to get out").input_value() == "Prams first"


def test_it_is_filled_in_by_keyboard_alone(arrive: NewVisitor, site: RunningSite) -> None:
    visitor = arrive()
    place, page = procedures(visitor, site), visitor.page
    visitor.open(f"{place}/call-999")
    page.get_by_label("Who calls 999?").focus()
    page.keyboard.press("Control+A")
    page.keyboard.type("The cook")
    with visitor.going():
        page.keyboard.press("Enter")
    assert "Saved: call 999." in visitor.words
