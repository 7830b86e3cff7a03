"""In a real browser the session ends while somebody types: with the code, what was typed is saved, and they go on."""

from __future__ import annotations

import pytest

from tests.journeys.accessible import examine
from tests.journeys.conftest import NewVisitor

pytestmark = pytest.mark.journey

NOTE = "A long note, typed slowly,\non two lines & with <signs>"


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
def test_a_note_survives_the_end_of_the_session(arrive: NewVisitor, scripts: bool) -> None:
    visitor = arrive(java_script_enabled=scripts)
    code = visitor.begins()
    visitor.fills_profile()
    visitor.fill({"kind": "full"})
    visitor.press()
    with visitor.going():
        visitor.page.locator("main a.govuk-button").first.click()
    address = visitor.at
    visitor.page.locator("summary", has_text="Add a note").first.click()
    visitor.page.locator("[name='note-security-lead']").fill(NOTE)
    visitor.page.context.clear_cookies()
    visitor.press("Save", status=403)
    assert "Your session is over" in visitor.words
    assert "What you entered is not lost" in visitor.words
    if scripts:
        examine(visitor)
    visitor.fill({"code": code})
    visitor.press("Save and continue")
    assert "/areas/" in visitor.at
    assert visitor.at != address
    visitor.open(address)
    assert visitor.page.locator("[name='note-security-lead']").input_value() == NOTE
