"""A workshop in real browsers at once: the adviser's board on a projector, a phone, a laptop, and others besides."""

from __future__ import annotations

from itertools import count
from time import monotonic, sleep

import pyotp
import pytest
from playwright.sync_api import Page, Route, ViewportSize, expect

from assessment.answers import Answer
from storage.accounts import NewAccount
from storage.records import Assessment
from tests.journeys.accessible import examine
from tests.journeys.conftest import NewVisitor
from tests.journeys.serving import RunningSite
from tests.journeys.visitor import Visitor
from tests.storage.place import inviter
from tests.web.advisers.officer import PASSWORD
from usecases.invitations import invite

pytestmark = pytest.mark.journey

PROJECTOR: ViewportSize = {"width": 1024, "height": 768}
PHONE = {"width": 320, "height": 640}
OFFLINE = "net::ERR_INTERNET_DISCONNECTED"
PATIENCE = 60
_numbers = count(1)


def test_an_evening_from_the_first_code_to_the_last_plan(arrive: NewVisitor, site: RunningSite) -> None:
    adviser = signs_up(arrive(viewport=PROJECTOR), site)
    adviser.open("/advisers/workshops")
    examine(adviser, on={"wide"})
    adviser.follow("Begin a workshop")
    adviser.press(status=400)
    examine(adviser, on={"wide"})
    adviser.fill({"title": "Pubs of Derby", "kind": "quick"})
    adviser.press()
    board = adviser.at
    screen = opens_screen(adviser)
    code = screen.locator(".board__code").inner_text()

    phone, laptop = arrive(viewport=PHONE, has_touch=True, is_mobile=True), arrive()
    starts = [joins(each, code) for each in (phone, laptop)]
    expect(adviser.page.locator(".board__facts li").first).to_have_text("2 joined")
    expect(screen.locator("#board")).to_contain_text("2 joined")
    readable(screen)
    for each in (phone, laptop):
        each.answers_one_page("2")
    expect(adviser.page.locator("#answers")).to_have_text("2")
    examine(adviser, on={"wide"})
    adviser.page.set_viewport_size(PROJECTOR)

    adviser.follow("Reporting")
    assert "Fewer than 5 answers." in adviser.words
    others = [furnish(site, board) for _ in range(5)]
    for other in others[:4]:
        says(site, other, "3")
    expect(adviser.page.locator("#board")).to_contain_text("4 of 7 have finished this area.")
    assert "Fewer than 5 answers." in adviser.words
    says(site, others[4], "0")
    expect(adviser.page.locator(".spread-bar")).to_be_visible()
    adviser.page.locator("summary").click()
    examine(adviser, on={"wide"})

    leads_everyone(adviser, phone, site, starts[0])
    expect(screen.locator("h1")).to_have_text("Reporting")
    expect(screen.locator(".spread-bar")).to_be_visible()
    readable(screen)

    adviser.open(f"{board}/end")
    examine(adviser, on={"wide"})
    adviser.press("End the workshop")
    examine(adviser, on={"wide"})
    expect(screen.locator("#board")).to_contain_text("The workshop is over.")
    readable(screen)
    expect(phone.page.locator("#workshop")).to_contain_text("The workshop is over.")
    expect(adviser.page.locator("#board")).to_contain_text("7 of 7 plans are ready", timeout=PATIENCE * 1000)
    for each, start in ((phone, starts[0]), (laptop, starts[1])):
        answer = each.page.request.get(f"{site.address}{start}/plan.pdf", max_redirects=0)
        assert (answer.status, answer.body()[:5]) == (200, b"%PDF-")
    assert printed(adviser, site, f"{board}/summary.pdf").startswith(b"%PDF-")
    late = arrive()
    late.open(f"/join/{code}", 404)
    examine(late, on={"phone"})


def opens_screen(adviser: Visitor) -> Page:
    """Open the screen for the room from the presenter's page, as a window of its own on the projector."""
    with adviser.page.context.expect_page() as opened:
        adviser.page.get_by_role("button", name="Open the screen for the room").or_(
            adviser.page.get_by_role("link", name="Open the screen for the room")
        ).first.click()
    screen = opened.value
    screen.set_viewport_size(PROJECTOR)
    readable(screen)
    return screen


def readable(screen: Page) -> None:
    """Every word of the screen is in letters of 32 pixels or more, all of it is in sight, and no link leads away."""
    small = screen.evaluate(
        """() => [...document.querySelectorAll("main *")]
             .filter((each) => each.checkVisibility())
             .filter((each) => !each.closest(".govuk-visually-hidden, title, noscript, [hidden]"))
             .filter((each) => [...each.childNodes].some((part) => part.nodeType === 3 && part.data.trim()))
             .map((each) => [each.textContent.trim(), parseFloat(getComputedStyle(each).fontSize)])
             .filter(([, size]) => size < 32)"""
    )
    assert small == []
    assert screen.evaluate("document.documentElement.scrollHeight") <= PROJECTOR["height"]
    assert screen.locator("a:visible:not(.govuk-skip-link)").count() == 0


def leads_everyone(adviser: Visitor, phone: Visitor, site: RunningSite, start: str) -> None:
    """The adviser leads: the phone says so while somebody types, and saves what is typed when they go there."""
    name = phone.questions()[0]
    phone.fill({name: "1"})
    adviser.press("Lead everyone")
    expect(phone.page.locator("#workshop")).to_contain_text("The adviser is at: Reporting")
    assert phone.page.locator(f"[name='{name}'][value='1']").is_checked()
    examine(phone, on={"phone"})
    covers_nothing(phone)
    # The part is replaced, with another button in it, between the press and the answer that the site can be reached.
    phone.page.route("**/health", lambda route: replace_line(phone, route))
    with phone.going():
        phone.page.get_by_role("button", name="Save and go there").click()
    phone.page.unroute("**/health")
    assert phone.at == f"{start}/areas/reporting/1"
    expect(phone.page.locator("#workshop")).to_contain_text("The adviser is here too: Reporting")
    assert phone.page.locator("#workshop-go").count() == 0, "not asked of those who are there"
    covers_nothing(phone)
    assert site.services.store.answers(start.split("/")[2])[name.removeprefix("choice-")].choice == "1"


def covers_nothing(phone: Visitor) -> None:
    """At the foot of the page, the line of the workshop lies over no other words."""
    phone.page.evaluate("scrollTo(0, document.body.scrollHeight)")
    overlaps = phone.page.evaluate(
        """() => { const line = document.getElementById("workshop").getBoundingClientRect();
                   return [...document.querySelectorAll("main form button, main .leaving, footer *")]
                     .filter((each) => !each.closest("#workshop") && each.checkVisibility())
                     .map((each) => [each.textContent.trim(), each.getBoundingClientRect()])
                     .filter(([, box]) => box.height && box.top < line.bottom && box.bottom > line.top)
                     .map(([text]) => text); }"""
    )
    assert overlaps == []


def replace_line(visitor: Visitor, route: Route) -> None:
    """Put a new button in the place of the pressed one, as a poll does when the adviser goes on, then answer."""
    visitor.page.evaluate(
        """() => { const part = document.getElementById("workshop");
                   part.innerHTML = part.innerHTML.replace(/value="[^"]*"/, 'value="people"'); }"""
    )
    route.continue_()


def test_a_lost_connection_loses_no_answer(arrive: NewVisitor, site: RunningSite) -> None:
    visitor = arrive(viewport=PHONE)
    code, start = site.furnish("quick")
    visitor.returns(code)
    visitor.open(f"{start}/areas/leadership/1")
    (name,) = visitor.questions()
    visitor.fill({name: "1"})
    visitor.page.locator(".question__add summary").click()
    visitor.page.locator("textarea[name^='note-']").fill("Ask Sam")
    visitor.page.context.set_offline(True)
    visitor.page.get_by_role("button", name="Save and continue").click()
    expect(visitor.page.get_by_role("alert")).to_contain_text("There is no connection.")
    examine(visitor, on={"phone"})
    assert visitor.at == f"{start}/areas/leadership/1"
    assert visitor.page.locator(f"[name='{name}'][value='1']").is_checked()
    visitor.page.wait_for_timeout(1100)  # a second press within a second counts as a double click
    visitor.page.context.set_offline(False)
    visitor.press("Save and continue")
    assert visitor.at != f"{start}/areas/leadership/1"
    kept = site.services.store.answers(start.split("/")[2])[name.removeprefix("choice-")]
    assert (kept.choice, kept.note) == ("1", "Ask Sam")
    assert visitor.faults
    visitor.faults[:] = [fault for fault in visitor.faults if OFFLINE not in fault]


def test_without_scripts_the_browser_sends_again_what_was_not_sent(arrive: NewVisitor, site: RunningSite) -> None:
    visitor = arrive(java_script_enabled=False)
    code, start = site.furnish("quick")
    visitor.returns(code)
    visitor.open(f"{start}/areas/leadership/1")
    (name,) = visitor.questions()
    visitor.fill({name: "1"})
    visitor.page.context.set_offline(True)
    visitor.page.get_by_role("button", name="Save and continue").click()
    visitor.page.wait_for_url("chrome-error://**")
    visitor.page.context.set_offline(False)
    visitor.page.reload()
    assert visitor.at == f"{start}/areas/risk-and-plan/1"
    assert site.services.store.answers(start.split("/")[2])[name.removeprefix("choice-")].choice == "1"


def signs_up(visitor: Visitor, site: RunningSite) -> Visitor:
    """An adviser with an account of their own, signed in."""
    new = NewAccount("derbyshire", f"journey{next(_numbers)}@force.example", "Sam Reed", "adviser")
    _, token = invite(site.services, new, by=inviter(site.services.store))
    visitor.open(f"/advisers/invitation/{token}")
    digits = pyotp.TOTP(visitor.page.locator("code.typed").inner_text().replace(" ", "")).now()
    visitor.fill({"new_password": PASSWORD, "code": digits})
    visitor.press("Set up my account")
    return visitor


def joins(visitor: Visitor, code: str) -> str:
    """Join with the code, up to the first page of questions; gives the address of the assessment."""
    visitor.open("/join")
    examine(visitor, on={"phone"})
    visitor.fill({"code": code.lower()})
    visitor.press()
    examine(visitor, on={"phone"})
    visitor.press("Join the workshop")
    visitor.keeps_code()
    visitor.fills_profile()
    visitor.press("Start the questions")
    address = visitor.at
    with visitor.going():
        visitor.page.locator("main a.govuk-button").first.click()
    return address


def furnish(site: RunningSite, board: str) -> Assessment:
    """One more business in the workshop, ready for its first question."""
    store, now = site.services.store, site.services.now()
    _, start = site.furnish("quick")
    found = store.find_assessment(start.split("/")[2])
    assert found is not None
    store.join_workshop(board.split("/")[3], found.workspace_id, found.id, now)
    return found


def says(site: RunningSite, who: Assessment, choice: str) -> None:
    """A business answers the essential question about reporting."""
    reporting = site.services.bank.area_by_id["reporting"].questions
    question = next(each.id for each in reporting if each.importance == "essential")
    site.services.store.save_answers(
        who.workspace_id, who.id, {question: Answer("3" if choice == "3" else "0")}, site.services.now()
    )


def printed(visitor: Visitor, site: RunningSite, address: str) -> bytes:
    """A document, as soon as it is there."""
    until = monotonic() + PATIENCE
    while monotonic() < until:
        answer = visitor.page.request.get(f"{site.address}{address}", max_redirects=0)
        if answer.status == 200:
            return answer.body()
        sleep(0.5)
    raise AssertionError(f"{address} is not printed after {PATIENCE} s")
