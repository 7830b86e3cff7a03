"""Every page of the main job, and every error on the way, holds to WCAG 2.2 AA as far as axe can tell."""

from __future__ import annotations

from itertools import cycle

import pytest

from tests.inapplicable import inapplicable
from tests.journeys.accessible import SCREENS, examine
from tests.journeys.serving import RunningSite
from tests.journeys.visitor import Visitor
from tests.person import PROFILE

pytestmark = pytest.mark.journey


def test_pages_for_everybody(visitor: Visitor) -> None:
    for address in ("/", "/about", "/what-to-notice", "/privacy", "/accessibility", "/return", "/cards"):
        visitor.open(address)
        open_details(visitor)
        examine(visitor)
    visitor.fill({"title": "Look", "link": "example.org"})
    with visitor.going(400):
        visitor.page.locator("form:has([name=link]) button").first.click()
    examine(visitor)
    visitor.open("/nonsense", 404)
    examine(visitor)
    visitor.open("/return")
    visitor.fill({"code": "0000-0000-0000-0000-0000"})
    visitor.press(status=400)
    examine(visitor)


def test_every_page_up_to_the_questions(visitor: Visitor) -> None:
    visitor.open("/")
    visitor.press("Start now")
    examine(visitor)
    visitor.press(status=400)
    examine(visitor)
    visitor.keeps_code()
    while "/profile/" in visitor.at:
        page = visitor.at.rpartition("/")[2]
        examine(visitor)
        if page != "running":  # nothing on it is required
            visitor.press(status=400)
            examine(visitor)
        visitor.fill({**PROFILE[page], **({"postcode": "AL3 8"} if page == "place" else {})})
        visitor.press()
    assert visitor.at.endswith("/police")
    examine(visitor)
    visitor.press(status=400)
    examine(visitor)
    visitor.page.locator("main details > summary").click()
    examine(visitor)
    visitor.page.locator("input[type=radio]").first.check()
    visitor.press()
    examine(visitor)
    visitor.press(status=400)
    examine(visitor)


def test_every_page_from_the_questions_to_the_end(visitor: Visitor, site: RunningSite) -> None:
    code, start = site.furnish("quick")
    visitor.returns(code)
    visitor.open(start)
    examine(visitor)
    visitor.open(f"{start}/areas/leadership/1")
    open_details(visitor)
    visitor.page.locator("textarea[name^=note-]").first.fill("x" * 2001)
    visitor.press(status=400)
    examine(visitor)
    visitor.page.locator("textarea[name^=note-]").first.fill("Ask Maya")
    visitor.press()
    screens = cycle(SCREENS)  # pages of questions are of one kind, so each screen gets a third of them
    while "/areas/" in visitor.at:
        examine(visitor, [next(screens)])
        for name in visitor.questions()[1:]:
            visitor.page.locator(f"[name='{name}'][value='1']").check()
        visitor.press()
    assert visitor.at == f"{start}/answers"
    examine(visitor)
    visitor.press("Finish")
    open_details(visitor)
    examine(visitor)
    for address in (f"{start}/answers", "/workspace", "/workspace/delete"):
        visitor.open(address)
        examine(visitor)
    visitor.press("Delete everything")
    examine(visitor)


def test_several_places_and_assessing_one_again(visitor: Visitor, site: RunningSite) -> None:
    code, start = site.furnish("quick")
    visitor.returns(code)
    visitor.open(f"{start}/answers")
    visitor.press("Finish")
    visitor.open("/workspace/places/new")
    visitor.press(status=400)
    examine(visitor)
    visitor.page.get_by_label("What do you call this place?").fill("High Street")
    visitor.press()
    for address in ("/workspace", "/workspace/places"):
        visitor.open(address)
        open_details(visitor)
        examine(visitor)
    visitor.follow("High Street")
    examine(visitor)
    visitor.follow("Delete this place")
    examine(visitor)
    visitor.press("Delete this place")
    visitor.follow("assess this place again")
    visitor.page.locator("[name=kind][value=quick]").check()
    visitor.press()
    examine(visitor)
    visitor.follow("Start with")
    examine(visitor)


def test_answers_that_do_not_apply(visitor: Visitor, site: RunningSite) -> None:
    code, start = site.furnish("full")
    visitor.returns(code)
    visitor.open(f"{start}/questions/{inapplicable(site.services.bank)[2]}")
    visitor.page.locator("input[value=not-applicable]").first.check()
    examine(visitor)
    visitor.press(status=400)
    examine(visitor)


def test_waiting_for_the_plan(visitor: Visitor, site: RunningSite) -> None:
    code, start = site.furnish("quick")
    visitor.returns(code)
    # The page asks whether the plan is there; it is not told for as long as the page is examined.
    visitor.page.route(
        "**/plan", lambda route: route.fulfill() if route.request.resource_type == "fetch" else route.continue_()
    )
    visitor.open(f"{start}/plan")
    assert visitor.at == f"{start}/plan"
    examine(visitor)


def open_details(visitor: Visitor) -> None:
    """Open all that can be opened."""
    for details in visitor.page.locator("main details > summary").all():
        details.click()
