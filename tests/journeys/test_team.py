"""A team in a real browser: a long queue in two screens of a tablet, and secrets that are copied and printed."""

from __future__ import annotations

from datetime import timedelta
from secrets import token_bytes

import pytest
from playwright.sync_api import ViewportSize

from storage.sharing import NewShare
from tests.journeys.accessible import examine
from tests.journeys.conftest import NewVisitor
from tests.journeys.officer import OfficerOnline
from tests.journeys.serving import RunningSite

pytestmark = pytest.mark.journey

MANY = 24
TABLET: ViewportSize = {"width": 1024, "height": 768}
NAMES = ("The Copper Kettle", "Saint Orlo's church", "Nightjar Taverns, The Brass Nightjar", "Quillfeather Mapping")


def many_share(site: RunningSite, force_id: str) -> None:
    """So many businesses share with a force, each on another day."""
    store, now, bank = site.services.store, site.services.now(), site.services.bank
    store.keep_bank(bank.version, bank.document)
    for number in range(MANY):
        at = now - timedelta(days=2 * number)
        workspace, premises = (each.id for each in store.begin_workspace(token_bytes(), at))
        profile = {"business_name": NAMES[number % len(NAMES)], "use": "food-drink", "postcode": "SN10 1AA"}
        store.save_profile(workspace, premises, profile, at)
        begun = store.start_assessment(workspace, premises, bank.version, "quick", at).id
        store.share(NewShare(workspace, begun, force_id, "share", now + timedelta(days=90), reach="01380 0"), at)


def test_a_long_queue_fits_two_screens_and_is_searched(arrive: NewVisitor, site: RunningSite) -> None:
    adviser = arrive()
    OfficerOnline(adviser, site).joins("wiltshire", "queue@force.example", "adviser", "Val Visit")
    many_share(site, "wiltshire")
    adviser.page.set_viewport_size(TABLET)
    adviser.open("/advisers/requests")
    lines = adviser.page.locator(".queue > li")
    assert lines.count() == MANY
    box = lines.last.bounding_box()
    assert box is not None
    assert box["y"] + box["height"] <= 2 * TABLET["height"]
    examine(adviser)
    adviser.fill({"q": "orlo"})
    with adviser.going():
        adviser.page.locator("#q").press("Enter")
    assert lines.count() == MANY // len(NAMES)
    adviser.follow("Saint Orlo's church")
    with adviser.going():
        adviser.page.go_back()
    assert lines.count() == MANY // len(NAMES), "back leads to what was found"
    adviser.page.get_by_text("Filter and sort").click()
    adviser.page.get_by_label("Arrived").select_option("month")
    with adviser.going():
        adviser.page.get_by_role("button", name="Show").click()
    assert 0 < lines.count() < MANY // len(NAMES)
    examine(adviser)


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
def test_an_invitation_is_copied_and_printed(arrive: NewVisitor, site: RunningSite, scripts: bool) -> None:
    boss = arrive(java_script_enabled=scripts)
    address = f"keep-{scripts}@force.example".lower()
    OfficerOnline(boss, site).joins("wiltshire", address, "administrator", "Ada Head")
    boss.open("/advisers/team/invite")
    boss.fill({"name": "Kim", "email": f"kim-{scripts}@force.example".lower(), "role": "adviser"})
    boss.press("Create the invitation")
    link = boss.page.locator("#secret").inner_text()
    assert "/advisers/invitation/" in link
    buttons = boss.page.locator("[data-keep] button:visible")
    assert buttons.all_inner_texts() == (["Copy", "Print this page"] if scripts else [])
    if scripts:
        examine(boss)
        boss.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        boss.page.get_by_role("button", name="Copy").click()
        boss.page.get_by_text("Copied").wait_for()
        assert boss.page.evaluate("() => navigator.clipboard.readText()") == link
        boss.page.evaluate("() => { globalThis.print = () => { document.title = 'printed' } }")
        boss.page.get_by_role("button", name="Print this page").click()
        assert boss.page.title() == "printed"
    boss.page.emulate_media(media="print")
    assert boss.page.locator("#secret").is_visible()
    assert not boss.page.locator(".help").is_visible()
