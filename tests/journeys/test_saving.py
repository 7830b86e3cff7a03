"""In a real browser, answers are saved as they are given, a lost line loses nothing, and no link does either."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Route, expect

from assessment.answers import Answer
from tests.journeys.accessible import examine
from tests.journeys.serving import RunningSite
from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.journey

LEAD = "security-lead"
SAVED = r"Saved \d\d:\d\d"


def comes(visitor: Visitor, site: RunningSite) -> str:
    """Open the first page of questions; gives the address of the assessment."""
    code, start = site.furnish("full")
    visitor.returns(code)
    visitor.open(f"{start}/areas/leadership/1")
    return start


def note(visitor: Visitor) -> Locator:
    """The note of the first question, opened."""
    box = visitor.page.locator(f"[name='note-{LEAD}']")
    if not box.is_visible():
        visitor.page.locator("summary", has_text="Add a note").first.click()
    return box


def kept(site: RunningSite, start: str) -> Answer | None:
    return site.services.store.answers(start.split("/")[2]).get(LEAD)


def test_an_answer_and_a_note_are_saved_as_they_are_given(visitor: Visitor, site: RunningSite) -> None:
    start, line = comes(visitor, site), visitor.page.locator(".saved")
    visitor.fill({f"choice-{LEAD}": "2"})
    expect(line).to_contain_text("Saved")
    examine(visitor, on={"phone"})
    note(visitor).press_sequentially("Maya leads")
    visitor.follow("All areas")
    assert visitor.at == start
    assert kept(site, start) == Answer("2", "", "Maya leads"), "the link has waited for the note"
    visitor.open(f"{start}/areas/leadership/1")
    note(visitor).fill("Maya leads, Tom stands in")
    with visitor.page.expect_response("**/save"):
        visitor.page.wait_for_timeout(1)
    visitor.press("Save and continue")
    assert kept(site, start) == Answer("2", "", "Maya leads, Tom stands in")


def test_a_lost_line_is_said_and_tried_again(visitor: Visitor, site: RunningSite) -> None:
    start, line = comes(visitor, site), visitor.page.locator(".saved")
    visitor.page.route("**/save", lambda route: route.abort())
    visitor.fill({f"choice-{LEAD}": "1"})
    expect(line).to_contain_text("there is no connection")
    note(visitor).fill("Still here")
    visitor.page.get_by_role("link", name="Your workspace").click()
    expect(line).to_contain_text("there is no connection")
    assert note(visitor).input_value() == "Still here", "the link has not thrown it away"
    examine(visitor, on={"phone"})
    visitor.page.unroute("**/save")
    expect(line).to_contain_text("Saved")
    assert kept(site, start) == Answer("1", "", "Still here")
    visitor.faults[:] = [fault for fault in visitor.faults if "ERR_FAILED" not in fault]


def test_closing_the_page_sends_what_was_typed_last(visitor: Visitor, site: RunningSite) -> None:
    start = comes(visitor, site)
    note(visitor).press_sequentially("Half a sen")
    visitor.open("/about")
    for _ in range(50):
        if kept(site, start):
            break
        visitor.page.wait_for_timeout(100)
    assert kept(site, start) == Answer(None, "", "Half a sen")


def test_a_page_that_is_sent_at_once_does_not_clash_with_its_own_saves(visitor: Visitor, site: RunningSite) -> None:
    start = comes(visitor, site)
    held: list[object] = []

    def slowly(route: Route) -> None:
        held.append(route)
        visitor.page.wait_for_timeout(300)
        route.continue_()

    visitor.page.route("**/save", slowly)
    for choice in ("3", "0", "2"):
        visitor.page.locator(f"[name='choice-{LEAD}'][value='{choice}']").check()
    visitor.press("Save and continue")
    assert held
    assert kept(site, start) == Answer("2", "", "")
