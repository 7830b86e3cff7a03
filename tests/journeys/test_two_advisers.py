"""Two advisers in two browsers on one visit page, with and without scripts: nobody's remark is lost."""

from __future__ import annotations

import pytest

from tests.journeys.accessible import examine
from tests.journeys.conftest import NewVisitor
from tests.journeys.officer import OfficerOnline
from tests.journeys.serving import RunningSite
from tests.journeys.test_visit import begins, shares
from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.journey

FIRST, SECOND = "The deputy is on leave.", "The deputy was there."


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
def test_two_advisers_on_one_page(arrive: NewVisitor, site: RunningSite, scripts: bool) -> None:
    owner, first, second = arrive(), arrive(), arrive(java_script_enabled=scripts)
    OfficerOnline(first, site).joins("derbyshire", f"first-{scripts}@force.example".lower(), "adviser", "Val Visit")
    OfficerOnline(second, site).joins("derbyshire", f"second-{scripts}@force.example".lower(), "adviser", "Bo Beside")
    shares(owner, site)
    visit = begins(first)
    first.follow("Go through all questions")
    page = first.at
    second.open(page)
    question = first.questions()[0].removeprefix("agreed-")
    for adviser in (first, second):
        adviser.page.locator(f"#q-{question} summary").click()
    first.fill({f"agreed-{question}": "0", f"note-{question}": FIRST, f"private-{question}": "Ask in May."})
    first.press("Save")
    second.fill({f"note-{question}": SECOND})
    second.press("Save", 409)
    assert "Someone else changed this" in second.words
    assert FIRST in second.words
    assert second.page.locator(f"[name='note-{question}']").input_value() == SECOND
    if scripts:
        examine(second)
    second.page.get_by_label("What they saved").check()
    second.press("Save")
    first.open(page)
    assert first.page.locator(f"[name='note-{question}']").input_value() == FIRST
    assert first.page.locator(f"[name='private-{question}']").input_value() == "Ask in May."
    assert first.page.locator(f"[name='agreed-{question}'][value='0']").is_checked()
    first.open(visit)
    assert "There are remarks on 1." in first.words
    stops(owner)
    for adviser in (first, second):
        adviser.open(visit, 404)
        assert "The business has stopped sharing this" in adviser.words


def stops(owner: Visitor) -> None:
    """Stop sharing: the owner is told first that a visit is under way."""
    owner.open("/workspace")
    owner.press("Stop sharing")
    assert "Val Visit is visiting: what they have noted goes out of their sight too." in owner.words
    examine(owner)
    owner.press("Stop sharing")
    assert "You have stopped sharing." in owner.words
