"""A visit in two real browsers: the owner shares, the adviser visits and signs, the owner reads and takes it back."""

from __future__ import annotations

import io

import pytest
from pypdf import PdfReader

from tests.journeys.accessible import examine
from tests.journeys.conftest import NewVisitor
from tests.journeys.officer import OfficerOnline
from tests.journeys.serving import RunningSite
from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.journey

SCREENS = {"wide", "phone"}
NOTE, PRIVATE, ADVICE = "The list hangs in the kitchen.", "Ask again about the yard.", "Move the bins off the wall."


def test_from_sharing_to_the_signed_plan_and_back(arrive: NewVisitor, site: RunningSite) -> None:
    owner, adviser = arrive(), arrive()
    OfficerOnline(adviser, site).joins("derbyshire", "visit@force.example", "adviser", "Vic Visit")
    assessment = shares(owner, site)
    visit = begins(adviser)
    agrees(adviser)
    advises(adviser, visit)
    signs(adviser, visit)

    owner.open(f"{assessment}/result")
    assert "Vic Visit, Derbyshire" in owner.words
    assert "went through this with Maya, owner" in owner.words
    plan = plan_of(owner, assessment)
    assert all(words in plan for words in (NOTE, ADVICE, "Vic Visit"))
    for page in ("result", "answers"):
        owner.open(f"{assessment}/{page}")
        assert PRIVATE not in owner.words
    assert PRIVATE not in plan

    owner.open("/workspace")
    assert "Who looked: most recently Vic Visit" in owner.words
    look(owner)
    owner.press("Stop sharing")
    adviser.open(visit, 404)
    assert "The business has stopped sharing this" in adviser.words
    adviser.open("/advisers/visits")
    # Others of the force may have visits of their own: of this one there is no link.
    assert adviser.page.locator(f'a[href="{visit}"]').count() == 0


def test_with_the_owner_beside_and_figures_of_few(visitor: Visitor, site: RunningSite) -> None:
    OfficerOnline(visitor, site).joins("derbyshire", "beside@force.example", "adviser", "Bo Beside")
    visitor.open("/advisers/figures")
    assert "Fewer than 10 places" in visitor.words
    look(visitor)
    visitor.open("/advisers/fresh")
    look(visitor)
    code, assessment = site.furnish("quick")
    visitor.returns(code)
    visitor.open(assessment)
    visitor.follow("open this as a visit")
    visitor.press("Open this as a visit", 400)
    look(visitor)
    visitor.fill({"consent": "y"})
    visitor.press("Open this as a visit")
    assert "Visit: The Copper Kettle" in visitor.words


def look(visitor: Visitor) -> None:
    """Have the page examined on a wide screen and on a phone."""
    examine(visitor, on=SCREENS)


def shares(owner: Visitor, site: RunningSite) -> str:
    """Finish a quick check and share it; gives the address of the assessment."""
    code, assessment = site.furnish("quick", "2", "3", "1")
    owner.returns(code)
    owner.open(f"{assessment}/answers")
    owner.press("Finish")
    owner.follow("Share with your local adviser team")
    look(owner)
    owner.fill({"wish": "share", "reach": "01332 000000", "consent": "y"})
    owner.press("Send it to the team")
    return assessment


def begins(adviser: Visitor) -> str:
    """Take the request on and start its visit; gives the address of the visit."""
    adviser.open("/advisers/requests")
    look(adviser)
    adviser.follow("The Copper Kettle")
    look(adviser)
    adviser.press("Take it on")
    assert "You have taken this on." in adviser.words
    adviser.press("Start or continue a visit")
    look(adviser)
    return adviser.at


def agrees(adviser: Visitor) -> None:
    """Agree another level for the first question, with both notes."""
    adviser.follow("Go through all questions")
    look(adviser)
    question = adviser.questions()[0].removeprefix("agreed-")
    typed = {f"agreed-{question}": "0", f"note-{question}": NOTE, f"private-{question}": PRIVATE}
    adviser.page.locator(f"#q-{question} summary").click()
    adviser.fill(typed)
    adviser.press("Save")


def advises(adviser: Visitor, visit: str) -> None:
    """Look at the paper way, and add a recommendation."""
    adviser.open(f"{visit}/paper")
    look(adviser)
    adviser.open(visit)
    assert "There are remarks on 1." in adviser.words
    adviser.follow("Add a recommendation")
    look(adviser)
    adviser.fill({"text": ADVICE, "class_id": "now"})
    adviser.press("Save")


def signs(adviser: Visitor, visit: str) -> None:
    """Sign the visit off; the day of the follow-up is the one that the page offers."""
    adviser.follow("Sign off")
    adviser.fill({"signed_for": ""})
    adviser.press("Sign off", 400)
    look(adviser)
    adviser.fill({"signed_for": "Maya, owner"})
    adviser.press("Sign off")
    assert adviser.at == visit
    look(adviser)
    adviser.open("/advisers/visits")
    assert "The Copper Kettle" in adviser.words
    look(adviser)
    adviser.open("/advisers/figures")
    assert "Your team has 1 follow-up to do." in adviser.words
    adviser.follow("Go to the visits")
    assert adviser.at == "/advisers/visits"


def plan_of(owner: Visitor, assessment: str) -> str:
    """The words of the printed plan, in one line."""
    owner.open(f"{assessment}/result")
    owner.page.get_by_role("link", name="Open your action plan").click()
    owner.page.wait_for_url("**/plan.pdf", timeout=90_000)
    answer = owner.page.request.get(owner.page.url)
    pages = PdfReader(io.BytesIO(answer.body())).pages
    return " ".join(" ".join(page.extract_text().split()) for page in pages)
