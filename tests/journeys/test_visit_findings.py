"""The hour with a client in real browsers: two advisers on tablets and the owner, up to the corrected report."""

from __future__ import annotations

import io
from datetime import timedelta

import pytest
from PIL import Image
from pypdf import PdfReader

from assessment.answers import Answer
from assessment.path import find_path
from storage.sharing import NewShare
from tests.journeys.accessible import examine
from tests.journeys.conftest import NewVisitor
from tests.journeys.officer import OfficerOnline
from tests.journeys.serving import RunningSite
from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.journey

TABLET = {"viewport": {"width": 1024, "height": 768}}
SCREENS = {"wide", "phone"}
GATE, SHUT, LOCK = "The yard gate stood open.", "The yard gate was shut.", "Fit a lock to the yard gate."


def shared(site: RunningSite) -> tuple[str, str, str, int]:
    """A full assessment, answered and shared: its code, its address, the share, and how many questions it has."""

    code, address = site.furnish("full")
    services = site.services
    store, now = services.store, services.now()
    found = store.find_assessment(address.split("/")[2])
    assert found is not None
    said: dict[str, Answer | None] = {}
    while new := [
        each for each in find_path(services.bank, found.profile, _given(said), "full") if each.id not in said
    ]:
        said |= {each.id: Answer("0123"[len(each.id) % 4]) for each in new}  # type: ignore[arg-type]
    store.save_answers(found.workspace_id, found.id, said, now)
    new_share = NewShare(found.workspace_id, found.id, "cumbria", "share", now + timedelta(days=300))
    return code, address, store.share(new_share, now).id, len(said)


def _given(said: dict[str, Answer | None]) -> dict[str, Answer]:
    return {name: each for name, each in said.items() if each is not None}


def joins(visitor: Visitor, site: RunningSite, name: str) -> None:
    """Set up an adviser's account."""
    email = f"{name.lower().replace(' ', '.')}@findings.example"
    OfficerOnline(visitor, site).joins("cumbria", email, "adviser", name)


def begins(adviser: Visitor, share_id: str) -> str:
    """Start the visit of a request; gives its address."""
    adviser.open(f"/advisers/requests/{share_id}")
    adviser.press("Start or continue a visit")
    return adviser.at


def test_a_full_assessment_in_few_screens_and_presses(arrive: NewVisitor, site: RunningSite) -> None:
    adviser = arrive(**TABLET)
    joins(adviser, site, "Pat Press")
    _, _, share_id, questions = shared(site)
    visit = begins(adviser, share_id)
    adviser.follow("Go through all questions")
    high = adviser.page.evaluate("document.documentElement.scrollHeight")
    lines = adviser.page.locator(".walk__line").count()
    assert lines == questions >= 40
    assert high * 40 < 10 * 768 * lines, f"{high} px for {lines} questions: more than ten screens for 40"
    # By keys: an agreed level, the next question, and back.
    first, second = (adviser.page.locator(".walk__line").nth(at) for at in (0, 1))
    first.locator(".levels input:checked").focus()
    for key in ("1", "n", "0", "p", "2"):
        adviser.page.keyboard.press(key)
    assert [each.locator(".levels input:checked").get_attribute("value") for each in (first, second)] == ["2", "0"]
    adviser.open(f"{visit}/areas/all")
    presses = 0
    while "/areas/" in adviser.at:
        adviser.press("All seen")
        presses += 1
        assert presses < 30
    assert "Every question has been seen." in adviser.words


def test_two_advisers_and_an_owner_from_finding_to_correction(arrive: NewVisitor, site: RunningSite) -> None:
    owner, first, second = arrive(**TABLET), arrive(**TABLET), arrive(**TABLET, java_script_enabled=False)
    joins(first, site, "Val Visit")
    joins(second, site, "Bo Beside")
    code, assessment, share_id, _ = shared(site)
    visit = begins(first, share_id)
    finds(first, second, visit)
    diary_and_advice(second, visit)
    first.open(f"{visit}/sign-off")
    assert all(words in first.words for words in (GATE, LOCK, "Maya and Val", "Private notes are not in it"))
    examine(first, on=SCREENS)
    first.fill({"signed_for": "Maya, owner"})
    first.press("Sign off")
    examine(first, on=SCREENS)
    assert GATE in report_of(first, "Open the report of the visit")
    first.open(visit)
    first.press("Correct this visit")
    corrected = first.at
    first.follow("Change finding 1")
    first.fill({"text": SHUT})
    first.press("Save")
    first.follow("Sign off")
    first.press("Sign off")
    assert "This version corrects" in first.words
    owner.returns(code)
    owner.open(f"{assessment}/result")
    examine(owner, on=SCREENS)
    said = report_of(owner, "report of the visit (PDF)")
    assert SHUT in said
    assert "This version corrects the one that was signed off on" in said
    assert corrected != visit


def finds(first: Visitor, second: Visitor, visit: str) -> None:
    """The first adviser writes a finding with a photograph; the second, without scripts, changes it meanwhile."""
    first.follow("Add a finding")
    examine(first, on=SCREENS)
    first.fill({"text": GATE, "importance": "high"})
    first.press("Save")
    for adviser in (first, second):
        adviser.open(visit)
        adviser.follow("Change finding 1")
    first.fill({"person": "Maya"})
    first.press("Save")
    second.fill({"importance": "medium", "person": "Sam"})
    second.press("Save", 409)
    assert "Someone else changed this" in second.words
    second.press("Save")
    assert "Put right soon" in second.words
    assert "Sam" in second.words
    first.open(visit)
    first.follow("Photographs of finding 1")
    out = io.BytesIO()
    Image.new("RGB", (3000, 2000), (90, 120, 90)).save(out, "JPEG")
    photo = {"name": "gate.jpg", "mimeType": "image/jpeg", "buffer": out.getvalue()}
    first.page.locator("[name=file]").set_input_files(photo)  # type: ignore[arg-type]
    first.press("Add the photograph")
    shown = first.page.locator(".photographs img")
    shown.first.wait_for()
    assert shown.evaluate("each => each.naturalWidth") == 1600
    examine(first, on=SCREENS)


def diary_and_advice(adviser: Visitor, visit: str) -> None:
    """A day in the diary and two recommendations, moved without scripts."""
    adviser.open(visit)
    adviser.follow("Add a day to the diary")
    adviser.fill({"present": "Maya and Val", "minutes": "60"})
    adviser.press("Save")
    for text in ("Move the bins.", LOCK):
        adviser.follow("Add a recommendation")
        adviser.fill({"text": text, "class_id": "now"})
        adviser.press("Save")
    adviser.press("Move up number 2")
    words = adviser.words
    assert words.index(LOCK) < words.index("Move the bins.")


def report_of(visitor: Visitor, link: str) -> str:
    """The words of the printed report, in one line."""
    visitor.page.get_by_role("link", name=link).or_(visitor.page.get_by_role("button", name=link)).first.click()
    visitor.page.wait_for_url("**/report.pdf", timeout=90_000)
    answer = visitor.page.request.get(visitor.page.url)
    pages = PdfReader(io.BytesIO(answer.body())).pages
    return " ".join(" ".join(page.extract_text().split()) for page in pages)
