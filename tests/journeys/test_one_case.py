"""One case from request to another force: an owner, two advisers, one of them at a tablet, and a third elsewhere."""

from __future__ import annotations

import pytest
from playwright.sync_api import ViewportSize

from storage.visit_records import FINDINGS
from tests.journeys.accessible import examine
from tests.journeys.conftest import NewVisitor
from tests.journeys.officer import OfficerOnline
from tests.journeys.serving import RunningSite
from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.journey

# Of which no other journey has anybody.
FORCE, OTHER = "lincolnshire", "suffolk"
TABLET: ViewportSize = {"width": 1024, "height": 768}
NOTE, REMARK, PRIVATE = "The list hangs in the cellar.", "The deputy was there.", "Ask again about the yard."
TITLE, BLOCK, SEEN = "Gate left open", "The gate stood open.", "By the bins: "


def test_a_case_with_two_advisers_an_owner_and_a_tablet(arrive: NewVisitor, site: RunningSite) -> None:
    owner, lead, tablet, other = arrive(), arrive(), arrive(viewport=TABLET, has_touch=True), arrive()
    OfficerOnline(lead, site).joins(FORCE, f"lead@{FORCE}.example", "adviser", "Val Visit")
    OfficerOnline(tablet, site).joins(FORCE, f"tablet@{FORCE}.example", "adviser", "Bo Beside")
    OfficerOnline(other, site).joins(OTHER, f"other@{OTHER}.example", "adviser", "Kim Lee")
    assessment = asks(owner, site)
    writes_a_block(lead)
    request = assigns(lead)
    visit, question = notes_while_the_owner_answers(tablet, request, owner, assessment)
    hands_in(lead, visit, question)
    finds(tablet, visit, site)
    signs(tablet, visit)
    lets_it_go_along(owner)
    passes_on(lead, request)
    reads(other, request)


def asks(owner: Visitor, site: RunningSite) -> str:
    """Share an assessment that is not finished with the force; gives its address."""
    code, assessment = site.furnish("quick")
    found = site.services.store.find_assessment(assessment.split("/")[2])
    assert found is not None
    site.services.store.choose_force(found.workspace_id, found.premises_id, FORCE)
    owner.returns(code)
    owner.open(f"{assessment}/share")
    owner.fill({"wish": "share", "consent": "y"})
    owner.press("Send it to the team")
    assert "Lincolnshire Police" in owner.words
    return assessment


def writes_a_block(adviser: Visitor) -> None:
    """Write a text block of the team."""
    adviser.open("/advisers/text-blocks")
    adviser.follow("Add a text block")
    examine(adviser, on={"wide"})
    adviser.fill({"title": TITLE, "text": BLOCK, "kind": "findings"})
    adviser.press("Save")
    assert BLOCK in adviser.words
    examine(adviser, on={"phone"})


def assigns(adviser: Visitor) -> str:
    """Give the request to the colleague at the tablet; gives its address."""
    adviser.open("/advisers/requests")
    adviser.follow("The Copper Kettle")
    request = adviser.at
    adviser.follow("Assign it to a colleague")
    adviser.page.get_by_label("Bo Beside").check()
    adviser.press("Assign the request")
    assert "Bo Beside has taken this on." in adviser.words
    return request


def notes_while_the_owner_answers(tablet: Visitor, request: str, owner: Visitor, assessment: str) -> tuple[str, str]:
    """Agree a level on an answer that the owner gives in that moment; gives the address of the visit and the question.

    The level is agreed again, the note is kept.
    """
    tablet.open(request)
    tablet.press("Start or continue a visit")
    visit = tablet.at
    tablet.open(f"{visit}/areas/leadership")
    question = tablet.questions()[0].removeprefix("agreed-")
    tablet.page.locator(f"#q-{question} summary").tap()
    tablet.fill({f"agreed-{question}": "1", f"note-{question}": NOTE, f"private-{question}": PRIVATE})
    owner.open(f"{assessment}/areas/leadership/1")
    owner.page.locator(f"[name='choice-{question}'][value='3']").check()
    owner.press()
    tablet.press("Save", 409)
    assert "The business has changed its answer" in tablet.words
    assert tablet.page.locator(f"[name='note-{question}']").input_value() == NOTE
    examine(tablet, on={"wide"})
    tablet.page.set_viewport_size(TABLET)
    tablet.page.locator(f"[name='agreed-{question}'][value='2']").check()
    tablet.press("Save")
    return visit, question


def hands_in(adviser: Visitor, visit: str, question: str) -> None:
    """Add a remark of one's own to the colleague's visit; what the colleague noted is there."""
    adviser.open(f"{visit}/areas/all")
    assert adviser.page.locator(f"[name='note-{question}']").input_value() == NOTE
    other = adviser.questions()[1].removeprefix("agreed-")
    adviser.page.locator(f"#q-{other} summary").click()
    adviser.fill({f"note-{other}": REMARK})
    adviser.press("Save")


def finds(tablet: Visitor, visit: str, site: RunningSite) -> None:
    """Write a finding down with a text of the team behind what was typed."""
    tablet.open(f"{visit}/findings")
    tablet.fill({"text": SEEN, "importance": "high"})
    tablet.page.get_by_text("Put in a text of your team").tap()
    tablet.page.locator("#block").select_option(label=TITLE)
    tablet.press("Put it in")
    assert tablet.page.locator("#text").input_value() == f"{SEEN.strip()}\n{BLOCK}"
    examine(tablet, on={"wide", "phone"})
    tablet.page.set_viewport_size(TABLET)
    with tablet.going():
        tablet.page.locator("#person").press("Enter")
    (found,) = site.services.store.records_of(visit.split("/")[3], FINDINGS).values()
    assert found.text == f"{SEEN.strip()}\n{BLOCK}", "Enter saves, and puts nothing in again"


def signs(tablet: Visitor, visit: str) -> None:
    """Sign the visit off; the colleague's remark is read through before."""
    tablet.open(f"{visit}/sign-off")
    assert REMARK in tablet.words
    tablet.fill({"signed_for": "Maya, owner"})
    tablet.press("Sign off")
    assert "Signed on" in tablet.words


def lets_it_go_along(owner: Visitor) -> None:
    """Agree that the report of the visit goes along."""
    owner.open("/workspace")
    owner.press("Let them read the report")
    assert "may read the report of the visit by Bo Beside" in owner.words
    examine(owner, on={"phone"})


def passes_on(adviser: Visitor, request: str) -> None:
    """Take the case over and pass it on."""
    adviser.open(request)
    adviser.press("Take it over")
    adviser.follow("Pass it on to another force")
    assert "The business has agreed that the other force may read its report" in adviser.words
    examine(adviser, on={"wide"})
    adviser.fill({"why": "It lies across the border."})
    adviser.page.locator("#to_force").select_option(OTHER)
    adviser.press("Pass on the request")
    adviser.open(request, 404)


def reads(adviser: Visitor, request: str) -> None:
    """Find in the other force what was seen, and nothing that was private."""
    adviser.open(request)
    assert "Bo Beside, Lincolnshire Police, signed off a visit" in adviser.words
    assert adviser.page.get_by_role("link", name="report of the visit (PDF)").is_visible()
    examine(adviser, on={"wide"})
    adviser.press("Start or continue a visit")
    adviser.follow("Then and now")
    assert all(words in adviser.words for words in (BLOCK, NOTE, "Bo Beside, Lincolnshire Police, visited"))
    assert PRIVATE not in adviser.words
    examine(adviser, on={"phone"})
