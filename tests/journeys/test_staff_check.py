"""A staff check from start to plan: the owner on one device, staff on others, without scripts and by keyboard."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Request

from tests.journeys.accessible import examine
from tests.journeys.conftest import NewVisitor
from tests.journeys.serving import RunningSite
from tests.journeys.test_workshop import PROJECTOR, furnish, signs_up
from tests.journeys.visitor import Visitor
from usecases.return_codes import plain_code
from usecases.staff_checks import Wanted, begin_check
from usecases.staff_runs import FASTEST, answer, asked_items, begin_run, seal, unseal
from web.staff.run import COOKIE

pytestmark = pytest.mark.journey

FIRST, LATER = 50_000, 15_000
PHONE = {"width": 360, "height": 740}


def answers(person: Visitor, best: dict[str, str], *, right: bool, keys: bool = False) -> None:
    """Answer the item that is seen, by mouse or by keyboard, and go on."""
    ask = person.page.locator("h1").inner_text().split("\n")[-1]
    labels = person.page.locator("label")
    wanted = labels.filter(has_text=best[ask]).first
    label = wanted if right else labels.nth(0 if labels.nth(0).inner_text() != best[ask] else 1)
    if keys:
        field = person.page.locator(f"#{label.get_attribute('for')}")
        field.focus()
        field.press("Space")
        with person.going():
            field.press("Enter")
    else:
        label.click()
        person.press("Answer")
    with person.going():
        person.page.locator("a.button").click()


def takes_time(person: Visitor, site: RunningSite, link: str) -> None:
    """As if the run of somebody had begun earlier, by the least that people need to read twelve questions."""
    context = person.page.context
    (cookie,) = [each for each in context.cookies() if each["name"] == COOKIE]
    run = unseal(site.services, cookie["value"], link.rpartition("/")[2])
    assert run is not None
    sealed = seal(site.services, replace(run, begun=run.begun - 12 * int(FASTEST.total_seconds())))
    domain, path, count = cookie["domain"], cookie["path"], len(context.cookies())
    context.add_cookies([{"name": COOKIE, "value": sealed, "domain": domain, "path": path, "httpOnly": True}])
    assert len(context.cookies()) == count


def three_more(site: RunningSite, link: str) -> None:
    """Three more staff take part, each with 8 of 12 right; what they see is what the others see."""
    services = site.services
    check = services.store.find_staff_check(plain_code(link.rpartition("/")[2]))
    assert check is not None
    for number in range(3):
        run = begin_run(services, check, f"10.0.0.{number}")
        run = replace(run, begun=run.begun - 12 * int(FASTEST.total_seconds()))
        for each in asked_items(services, check, run):
            right = each.item.right
            run = answer(services, check, run, each.number, right if each.number <= 8 else right % 4 + 1)


def test_a_check_from_start_to_plan(arrive: NewVisitor, site: RunningSite, tmp_path: Path) -> None:
    bank = site.services.bank
    best = {item.ask: item.options[item.right - 1] for topic in bank.staff_check for item in topic.items}
    code, assessment = site.furnish("quick")
    owner = arrive()
    owner.returns(code)
    owner.follow("Staff checks")
    examine(owner)
    owner.follow("Start a staff check")
    examine(owner)
    owner.fill({"staff": "7", "tell": "the duty manager"})
    owner.press("Start the staff check")
    check = owner.at
    examine(owner)
    shown = owner.page.locator("strong.typed").inner_text()
    link = shown[shown.index("/staff-check/") :]

    staff = [arrive(java_script_enabled=number == 0, viewport=PHONE) for number in range(3)]
    weights = [weigh(person) for person in staff]
    for person in staff:
        person.open(link)
    examine(staff[0])
    for person in staff:
        person.press("Start")
    examine(staff[0])
    staff[0].page.set_viewport_size({"width": 360, "height": 740})
    staff[0].page.screenshot(path=tmp_path / "item.png")
    for number in range(12):
        if number == 11:
            for person in staff:
                takes_time(person, site, link)
        for person in staff:
            answers(person, best, right=number < 8, keys=person is staff[1])
    assert all("8 of 12 right" in person.words for person in staff)
    examine(staff[0])
    staff[0].follow("A sheet that says you took part")
    examine(staff[0])
    for pages in weights:
        assert pages[0] < FIRST
        assert max(pages[1:]) < LATER
    print(f"first visit {max(pages[0] for pages in weights)} bytes, later {max(max(p[1:]) for p in weights)} bytes")

    three_more(site, link)
    owner.open(check)
    assert "6 of 7 took part" in owner.words
    owner.press("Close the staff check")
    examine(owner)
    assert "6 of 7 took part. It closed on" in owner.words
    assert "Talk about these first" in owner.words
    late = arrive(viewport=PHONE)
    late.open(link, status=410)
    assert "This staff check is closed" in late.words
    # The browser says on its own that a page came with an error.
    late.faults[:] = [fault for fault in late.faults if "410" not in fault]
    owner.open(f"{assessment}/result")
    assert "6 of the 7 people who work here took the staff check" in owner.words
    owner.open("/talks")
    examine(owner)


def weigh(person: Visitor) -> list[int]:
    """A list that grows by what each page and all that it needs weigh on the wire, with their headers."""
    pages: list[int] = []

    def finished(request: Request) -> None:
        sizes = request.sizes()
        if request.is_navigation_request() and request.method == "GET":
            pages.append(0)
        if pages:
            pages[-1] += sizes["responseBodySize"] + sizes["responseHeadersSize"]

    person.page.on("requestfinished", finished)
    return pages


def test_the_staff_check_of_a_room(arrive: NewVisitor, site: RunningSite, tmp_path: Path) -> None:
    services, adviser = site.services, signs_up(arrive(viewport=PROJECTOR), site)
    adviser.open("/advisers/workshops/new")
    adviser.fill({"title": "Cafés of Derby", "kind": "quick"})
    adviser.press()
    board = adviser.at
    adviser.follow("Staff check of the room")
    examine(adviser, on={"wide"})
    adviser.press("Offer it to everyone in the room")
    room = board.split("/")[3]
    for number in range(5):
        who = furnish(site, board)
        wanted = Wanted(staff=5, days=7, workshop_id=room)
        check = begin_check(services, who.workspace_id, who.premises_id, wanted)
        for _ in range(5):
            services.store.count_run(check.id, {"aid-when": number > 1}, services.now(), too_fast=False)
        services.store.close_staff_check(who.workspace_id, check.id, services.now())
    adviser.open(f"{board}/staff-check")
    assert "Businesses: 3 known well, 2 not known yet." in adviser.words
    examine(adviser)
    adviser.page.screenshot(path=tmp_path / "room.png", full_page=True)
