"""The whole main job by keyboard only."""

from __future__ import annotations

import pytest

from tests.journeys.keyboard import Keyboard
from tests.journeys.serving import RunningSite
from tests.journeys.visitor import Visitor
from tests.person import PROFILE

pytestmark = pytest.mark.journey


def test_the_main_job_by_keyboard(visitor: Visitor) -> None:
    keys = Keyboard(visitor)
    visitor.open("/")
    keys.press("Tab")
    assert "skip-link" in keys.focus()["className"], "the first stop"
    keys.press("Enter")
    keys.tab_to(tag="button", words="Start now")
    assert visitor.page.locator("main :focus").count() == 1
    keys.enter()
    code = visitor.page.locator(".code__text").inner_text().strip()
    keys.fill({"last": code.rpartition("-")[2]})
    keys.enter()
    while "/profile/" in visitor.at:
        keys.fill(PROFILE[visitor.at.rpartition("/")[2]])
        keys.enter()
    keys.tab_to(tag="button", words="Save and continue")
    keys.enter()
    keys.tab_to(name="kind")
    keys.choose("quick")
    keys.enter()
    keys.tab_to(tag="a", className="govuk-button")
    keys.enter()
    while "/areas/" in visitor.at:
        for name in visitor.questions():
            keys.tab_to(name=name)
            keys.choose("1")
        keys.enter()
    assert visitor.at.endswith("/answers")
    keys.tab_to(tag="button", words="Finish")
    keys.enter()
    keys.tab_to(tag="a", words="Open your action plan")
    keys.press("Enter")
    visitor.page.wait_for_url("**/plan.pdf", timeout=90_000)


def test_the_focus_goes_to_the_errors_and_on_to_the_field(visitor: Visitor) -> None:
    keys = Keyboard(visitor)
    visitor.begins()
    keys.tab_to(name="business_name")
    keys.enter(400)
    visitor.page.wait_for_function("document.activeElement.className.includes('govuk-error-summary')")
    keys.press("Tab", "Tab")
    assert keys.focus()["tag"] == "a", "the second error"
    keys.press("Enter")
    assert keys.focus()["name"] == "postcode"


def test_help_and_notes_open_by_keyboard(visitor: Visitor, site: RunningSite) -> None:
    code, start = site.furnish("full")
    keys = Keyboard(visitor)
    visitor.returns(code)
    visitor.open(f"{start}/areas/leadership/1")
    help_text = visitor.page.get_by_text(site.services.bank.by_id["security-lead"].good[0])
    assert not help_text.is_visible()
    keys.tab_to(tag="summary", words="Why it matters")
    keys.press("Enter")
    assert help_text.is_visible()
    keys.tab_to(tag="summary", words="Add a note")
    keys.press("Space")
    keys.tab_to(tag="textarea", name="note-security-lead")
    visitor.page.keyboard.type("Ask Maya")
    keys.tab_to(tag="button", words="Save and continue")
    keys.enter()
    visitor.open(f"{start}/answers?show=notes")
    assert "Ask Maya" in visitor.words
