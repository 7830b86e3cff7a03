"""Two browsers with one return code on one page, with and without scripts: nobody's text is lost."""

from __future__ import annotations

import pytest

from tests.journeys.accessible import examine
from tests.journeys.conftest import NewVisitor
from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.journey

LEAD = "security-lead"


def note(visitor: Visitor, text: str) -> None:
    """Write a note to the first question of the page."""
    box = visitor.page.locator(f"[name='note-{LEAD}']")
    if not box.is_visible():
        visitor.page.locator("summary", has_text="Add a note").first.click()
    box.fill(text)


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
def test_two_people_answer_one_page(arrive: NewVisitor, scripts: bool) -> None:
    first, second = arrive(), arrive(java_script_enabled=scripts)
    code = first.begins()
    first.fills_profile()
    first.fill({"kind": "full"})
    first.press()
    with first.going():
        first.page.locator("main a.govuk-button").first.click()
    page = first.at
    second.returns(code)
    second.open(page)
    first.fill({f"choice-{LEAD}": "2"})
    note(first, "Maya leads, Tom stands in for her")
    first.press("Save")
    other = next(name for name in second.questions() if LEAD not in name)
    second.fill({other: "1"})
    note(second, "Sam leads since October")
    second.press("Save", status=409)
    assert "Someone else changed this" in second.words
    assert "Maya leads, Tom stands in for her" in second.words
    if scripts:
        examine(second)
        assert second.page.evaluate("document.activeElement.className").startswith("govuk-error-summary")
    assert second.page.locator(f"[name='note-{LEAD}']").input_value() == "Sam leads since October"
    second.page.get_by_label("What they saved").check()
    second.press("Save")
    first.open(page)
    assert first.page.locator(f"[name='note-{LEAD}']").input_value() == "Maya leads, Tom stands in for her"
    assert first.page.locator(f"[name='{other}'][value='1']").is_checked()
