"""A tablet on a visit loses its connection: what was typed stays in the page and is sent again by a press."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from playwright.sync_api import Dialog, expect

from storage.sharing import NewShare
from storage.visit_records import ADVICE
from tests.journeys.accessible import examine
from tests.journeys.conftest import NewVisitor
from tests.journeys.officer import OfficerOnline
from tests.journeys.serving import RunningSite
from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.journey

# Of which no other journey has anybody.
FORCE = "durham"
OFFLINE = "net::ERR_INTERNET_DISCONNECTED"
TYPED = "The list hangs in the cellar."
# Everything that a browser could keep of a page.
KEPT = """async () => ({
  local: Object.entries(localStorage), session: Object.entries(sessionStorage),
  databases: await indexedDB.databases(), caches: await caches.keys(),
  workers: (await navigator.serviceWorker.getRegistrations()).length })"""
NOTHING = {"local": [], "session": [], "databases": [], "caches": [], "workers": 0}


@pytest.fixture
def tablet(arrive: NewVisitor, site: RunningSite) -> Iterator[tuple[Visitor, OfficerOnline, str]]:
    """An adviser at a tablet with a visit; what a lost connection writes in the console is no fault."""
    adviser = arrive(viewport={"width": 1024, "height": 768}, has_touch=True)
    number = len(site.services.store.accounts_of(FORCE))
    officer = OfficerOnline(adviser, site).joins(FORCE, f"tablet{number}@force.example", "adviser", "Vic Visit")
    found = site.services.store.find_assessment(site.furnish("quick")[1].split("/")[2])
    assert found is not None
    now = site.services.now()
    share = NewShare(found.workspace_id, found.id, FORCE, "share", now + timedelta(days=90))
    adviser.open(f"/advisers/requests/{site.services.store.share(share, now).id}")
    adviser.press("Start or continue a visit")
    yield adviser, officer, adviser.at
    adviser.faults[:] = [fault for fault in adviser.faults if OFFLINE not in fault]


def loses_and_sends(adviser: Visitor, button: str) -> None:
    """Press without a connection, see that nothing is lost, try to leave, and send again once it is back."""
    page, at = adviser.page, adviser.at
    page.context.set_offline(True)
    page.get_by_role("button", name=button, exact=True).click()
    note = page.get_by_role("alert").filter(has_text="There is no connection")
    expect(note).to_be_visible()
    expect(note).to_be_in_viewport()
    assert adviser.at == at
    assert page.evaluate(KEPT) == NOTHING
    again = note.get_by_role("button", name="Send again")
    again.click()
    expect(note).to_be_visible()
    warned: list[str] = []

    def stay(dialog: Dialog) -> None:
        warned.append(dialog.type)
        dialog.dismiss()

    page.once("dialog", stay)
    page.get_by_role("navigation", name="For advisers").get_by_role("link", name="Visits").click()
    expect(note).to_be_visible()
    assert warned == ["beforeunload"]
    assert adviser.at == at
    page.context.set_offline(False)
    with adviser.going():
        again.click()


def test_the_walk_keeps_what_was_typed(tablet: tuple[Visitor, OfficerOnline, str], site: RunningSite) -> None:
    adviser, _, visit = tablet
    adviser.follow("Go through all questions")
    question = adviser.questions()[0].removeprefix("agreed-")
    adviser.page.locator(f"#q-{question} summary").click()
    adviser.fill({f"agreed-{question}": "1", f"note-{question}": TYPED})
    loses_and_sends(adviser, "Save")
    kept = site.services.store.remarks(visit.split("/")[3])[question]
    assert (kept.agreed, kept.note) == ("1", TYPED)


def test_the_button_that_was_pressed_is_sent_again(
    tablet: tuple[Visitor, OfficerOnline, str], site: RunningSite
) -> None:
    adviser, _, visit = tablet
    adviser.follow("Go through all questions")
    loses_and_sends(adviser, "All seen: save")
    assert all(each.looked for each in site.services.store.remarks(visit.split("/")[3]).values())


def test_a_recommendation_and_a_removal_too(tablet: tuple[Visitor, OfficerOnline, str], site: RunningSite) -> None:
    adviser, _, visit = tablet
    adviser.follow("Add a recommendation")
    adviser.fill({"text": TYPED, "class_id": "now"})
    loses_and_sends(adviser, "Save")
    visit_id = visit.split("/")[3]
    assert [each.text for each in site.services.store.records_of(visit_id, ADVICE).values()] == [TYPED]
    loses_and_sends(adviser, "Remove number 1")
    assert site.services.store.records_of(visit_id, ADVICE) == {}


def test_the_page_without_a_connection_is_accessible(tablet: tuple[Visitor, OfficerOnline, str]) -> None:
    adviser, _, _ = tablet
    adviser.follow("Go through all questions")
    adviser.page.context.set_offline(True)
    adviser.page.get_by_role("button", name="Save", exact=True).click()
    expect(adviser.page.get_by_role("alert").filter(has_text="There is no connection")).to_be_visible()
    examine(adviser, on={"wide", "phone"})
    adviser.page.context.set_offline(False)


@pytest.mark.parametrize("offline", [True, False], ids=["without a connection", "with one"])
def test_leaving_what_was_typed_is_asked(tablet: tuple[Visitor, OfficerOnline, str], offline: bool) -> None:
    adviser, _, visit = tablet
    adviser.open(f"{visit}/advice")
    adviser.page.context.set_offline(offline)
    adviser.page.locator("[name=text]").fill(TYPED)
    asked: list[str] = []

    def stay(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    adviser.page.once("dialog", stay)
    adviser.page.get_by_role("navigation", name="For advisers").get_by_role("link", name="Visits").click()
    expect(adviser.page.locator("[name=text]")).to_have_value(TYPED)
    assert asked == ["beforeunload"]
    adviser.page.context.set_offline(False)


def test_nothing_stays_on_the_tablet_after_signing_out(tablet: tuple[Visitor, OfficerOnline, str]) -> None:
    adviser, officer, visit = tablet
    adviser.open(f"{visit}/advice")
    adviser.fill({"text": TYPED, "class_id": "now"})
    loses_and_sends(adviser, "Save")
    assert TYPED in adviser.words
    officer.signs_out()
    assert adviser.page.evaluate(KEPT) == NOTHING
    for cookie in adviser.page.context.cookies():
        assert TYPED not in cookie.get("value", "")
        assert "visit" not in cookie.get("value", "")
    for _ in range(3):
        adviser.page.go_back()
        assert TYPED not in adviser.page.content()
        assert "Copper Kettle" not in adviser.page.content()
