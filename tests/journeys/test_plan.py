"""A finished plan is worked through in a real browser: with and without scripts, on a wide screen and on a phone."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Dialog, expect

from tests.journeys.accessible import SCREENS as SIZES
from tests.journeys.accessible import examine
from tests.journeys.conftest import NewVisitor
from tests.journeys.serving import RunningSite
from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.journey

SCREENS = {"wide": {"width": 1280, "height": 900}, "phone": {"width": 360, "height": 780}}


def finished(visitor: Visitor, site: RunningSite) -> str:
    """Come to the result of a new assessment, of which everything is answered; the address of the assessment."""
    code, address = site.furnish("quick", "2", "1", "0", "3", "dont-know")
    visitor.returns(code)
    visitor.open(f"{address}/answers")
    visitor.press("Finish")
    return address


def today(visitor: Visitor) -> int:
    """The score that the plan shows first."""
    found = re.match(r"(\d+)%", visitor.page.locator(".band__name").inner_text())
    assert found
    return int(found[1])


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
@pytest.mark.parametrize("screen", SCREENS)
def test_a_plan_is_worked_through(arrive: NewVisitor, screen: str, scripts: bool, site: RunningSite) -> None:
    visitor = arrive(java_script_enabled=scripts, viewport=SCREENS[screen])
    plan, page = finished(visitor, site), visitor.page
    with visitor.going():
        page.get_by_role("button", name="Work through your plan").click()
    assert visitor.at == f"{plan}/jobs"
    before = today(visitor)
    job = page.locator(".plan > li").first
    job.get_by_role("button", name="Who, when and notes").click()
    page.wait_for_url("**/jobs/*")
    page.locator("[name^='owner-job.']").fill("Maya")
    page.locator("[name^='due-job.']").fill("2027-02-03")
    visitor.press("Save")
    job = page.locator(".plan > li").first
    assert "Maya" in job.inner_text()
    assert "due 3 Feb 2027" in job.inner_text()
    job.locator(".plan__actions summary").first.click()
    with visitor.going():
        job.get_by_role("button", name="In place and tested").first.click()
    after = today(visitor)
    assert after > before
    assert f"{before}% when you finished on" in visitor.words
    visitor.open(f"{plan}/result")
    assert f"{after}% today, {before}% when you finished" in visitor.words
    visitor.open("/workspace")
    assert f"{after}% today" in visitor.words
    visitor.open(f"{plan}/jobs?show=all")
    with visitor.going():
        page.get_by_role("button", name="Undo").first.click()
    assert today(visitor) == before


def test_a_plan_by_keyboard(visitor: Visitor, site: RunningSite) -> None:
    plan, page = finished(visitor, site), visitor.page
    visitor.open(f"{plan}/jobs")
    second = page.locator(".plan > li").nth(1)
    assert second.locator("details").count() == 0
    second.locator(".plan__title a").focus()
    with visitor.going():
        page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert second.evaluate("job => job.contains(document.activeElement)"), (
        "the keyboard goes on in the job that was opened"
    )
    second.locator(".plan__actions summary").first.focus()
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('.plan__actions') !== null")


def test_a_name_that_was_not_sent_is_asked_about(visitor: Visitor, site: RunningSite) -> None:
    plan, page = finished(visitor, site), visitor.page
    visitor.open(f"{plan}/jobs")
    page.locator(".plan__actions summary").first.click()
    name = page.locator("[name=by]").first
    name.fill("Maya")
    asked: list[str] = []

    def stay(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    page.once("dialog", stay)
    page.locator(".plan > li").nth(1).locator(".plan__title a").click()
    expect(name).to_have_value("Maya")
    assert asked == ["beforeunload"]
    with visitor.going():
        page.get_by_role("button", name="In place").first.click()
    assert "Maya" in visitor.words


def test_every_page_of_a_plan_is_accessible(visitor: Visitor, site: RunningSite) -> None:
    plan, page = finished(visitor, site), visitor.page
    visitor.open(f"{plan}/jobs")
    page.locator(".plan__actions summary").first.click()
    with visitor.going():
        page.get_by_role("button", name="In place").first.click()
    addresses = (f"{plan}/jobs?show=all", f"{plan}/board", f"{plan}/result", f"{plan}/jobs?show=all&open=*")
    for address in addresses:
        visitor.open(address)
        page.evaluate("for (const each of document.querySelectorAll('main details')) each.open = true")
        # Words of one job are made like those of another: all of them are long, and are gone through once.
        examine(visitor, ["phone"] if address.endswith("*") else SIZES)
    visitor.open(f"{plan}/jobs")
    page.get_by_role("button", name="Who, when and notes").first.click()
    page.wait_for_url("**/jobs/*")
    page.evaluate("for (const each of document.querySelectorAll('main details')) each.open = true")
    examine(visitor)
    page.locator("[name^='owner-job.']").fill("M" * 61)
    visitor.press("Save", status=400)
    examine(visitor)


def test_what_if_in_a_browser(arrive: NewVisitor, site: RunningSite) -> None:
    visitor = arrive(viewport=SCREENS["phone"])
    plan, page = finished(visitor, site), visitor.page
    visitor.open(f"{plan}/what-if")
    page.evaluate("for (const each of document.querySelectorAll('main details')) each.open = true")
    examine(visitor)
    visitor.fill({"days": "two", "pounds": "100"})
    visitor.press("Find the best set", status=400)
    examine(visitor, ["phone"])
    visitor.fill({"days": "2"})
    visitor.press("Find the best set")
    examine(visitor, ["phone"])
    assert re.search(r"\d+%, \d+% today", visitor.page.locator(".band__name").inner_text())
    visitor.press("Make it the plan")
    assert visitor.at == f"{plan}/jobs?sort=due"
    assert "day now, until" in visitor.words
