"""A visit by keyboard alone, from the queue to the signature, with the owner's view beside it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from storage.sharing import NewShare
from tests.journeys.accessible import examine
from tests.journeys.conftest import NewVisitor
from tests.journeys.keyboard import Keyboard
from tests.journeys.officer import OfficerOnline
from tests.journeys.serving import RunningSite

pytestmark = pytest.mark.journey

OURS = "norfolk"  # no other journey looks at what is shared there
NOTE, PRIVATE = "Nobody is named yet.", "Ask the landlord alone."


def test_a_visit_by_keyboard_alone(arrive: NewVisitor, site: RunningSite) -> None:
    owner, adviser = arrive(), arrive()
    code, assessment = site.furnish("quick")
    store, now = site.services.store, site.services.now()
    found = store.find_assessment(assessment.split("/")[2])
    assert found is not None
    store.share(NewShare(found.workspace_id, found.id, OURS, "share", now + timedelta(days=90)), now)
    OfficerOnline(adviser, site).joins(OURS, "keys@force.example", "adviser", "Kit Keys")
    owner.returns(code)
    keys = Keyboard(adviser)

    adviser.open("/advisers/requests")
    keys.tab_to(tag="a", words="The Copper Kettle")
    keys.enter()
    keys.tab_to(tag="button", words="Take it on")
    keys.enter()
    keys.tab_to(tag="button", words="Start or continue a visit")
    keys.enter()
    visit = adviser.at

    # On the walk: a level by its digit, both notes, and the press beside the line begins a finding.
    adviser.open(f"{visit}/areas/leadership")
    question = adviser.questions()[0].removeprefix("agreed-")
    keys.tab_to(name=f"agreed-{question}")
    keys.press("1")
    keys.tab_to(tag="summary", words="Evidence and notes")
    keys.press("Enter")
    keys.fill({f"note-{question}": NOTE, f"private-{question}": PRIVATE})
    keys.tab_to(name="finding", value=question)
    keys.enter()
    assert adviser.page.locator("[name=text]").input_value() == NOTE
    examine(adviser)
    keys.tab_to(name="importance")
    keys.choose("high")
    keys.tab_to(tag="button", words="Save")
    keys.enter()
    assert adviser.at == f"{visit}/areas/leadership"
    assert adviser.page.evaluate("location.hash") == f"#q-{question}"

    # The owner comes beside: what is private is gone, and the way back takes two presses.
    keys.tab_to(tag="button", words="Save and show to the business")
    keys.enter()
    assert PRIVATE not in adviser.page.content()
    examine(adviser)
    adviser.open("/advisers/requests", 403)
    adviser.open(f"{visit}/areas/leadership")
    keys.tab_to(tag="a", words="Stop showing")
    keys.enter()
    keys.tab_to(tag="button", words="Stop showing")
    keys.enter()
    assert adviser.page.locator(f"[name=private-{question}]").input_value() == PRIVATE

    signs(keys, visit)
    owner.open(f"{assessment}/result")
    assert "Kit Keys, Norfolk Constabulary, went through this with Maya, owner" in owner.words
    assert PRIVATE not in owner.page.content()
    examine(owner)


def signs(keys: Keyboard, visit: str) -> None:
    """Sign the visit off."""
    adviser = keys.visitor
    adviser.open(f"{visit}/sign-off")
    keys.tab_to(name="signed_for")
    keys.press("Control+a")
    adviser.page.keyboard.type("Maya, owner")
    if adviser.page.locator("[name=extend]").count():
        keys.tab_to(name="extend")
        keys.press("Space")
    keys.tab_to(tag="button", words="Sign off")
    keys.enter()
    assert "Signed on" in adviser.words
