"""The page that waits for a print follows it: its words and title change in place, and it goes on by itself."""

from __future__ import annotations

import pytest
from playwright.sync_api import Route, expect

from tests.journeys.serving import RunningSite
from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.journey

LIVE = ' data-live="1000"'


class Held:
    """Gives the waiting page as it was at first, however far the print is, with changes that a test asks for."""

    def __init__(self, visitor: Visitor, address: str) -> None:
        self.page, self.status, self.loads = "", 200, 0
        self.changes: dict[str, str] = {}
        visitor.page.route(f"**{address}", self._answer)

    def _answer(self, route: Route) -> None:
        self.page = self.page or route.fetch(max_redirects=0).text()
        self.loads += route.request.resource_type == "document"
        body = self.page
        for before, after in self.changes.items():
            assert before in body
            body = body.replace(before, after)
        route.fulfill(status=self.status, content_type="text/html", body=body)


@pytest.fixture
def held(visitor: Visitor, site: RunningSite) -> Held:
    """The page of a plan that is waited for."""
    code, start = site.furnish("quick")
    visitor.returns(code)
    held = Held(visitor, f"{start}/plan")
    visitor.open(f"{start}/plan")
    assert LIVE in held.page
    return held


def test_words_and_title_change_in_place(visitor: Visitor, held: Held) -> None:
    title = visitor.page.title()
    held.changes = {"<h1>": "<h1>Soon: ", "<title>": "<title>Soon: "}
    expect(visitor.page.locator("h1")).to_contain_text("Soon: ")
    assert visitor.page.title() == f"Soon: {title}"
    assert held.loads == 1


def test_a_part_that_has_reached_its_end_loads_the_page_once(visitor: Visitor, held: Held) -> None:
    held.changes = {LIVE: "", "</main>": "<p>What to do next</p></main>"}
    expect(visitor.page.locator("main")).to_contain_text("What to do next")
    visitor.page.wait_for_timeout(2500)
    assert held.loads == 2


def test_a_page_that_is_gone_is_said_to_be(visitor: Visitor, held: Held) -> None:
    with visitor.going(404):
        held.status = 404
    visitor.faults[:] = [fault for fault in visitor.faults if "404" not in fault]


def test_whoever_reads_their_result_first_finds_the_plan_printed(visitor: Visitor, site: RunningSite) -> None:
    """As a person does it: the questions to the end, the result from top to bottom, then the plan."""
    visitor.starts("quick")
    visitor.answers("2", "1", "0", "3")
    visitor.press("Finish")
    which = visitor.at.split("/")[2]

    def printed() -> bool:
        return not [each for each in site.services.store.unfinished_prints() if each.assessment_id == which]

    for _ in range(60):  # reading takes longer than printing, even on a busy machine
        if printed():
            break
        visitor.page.wait_for_timeout(500)
    link = visitor.page.get_by_role("link", name="Open your action plan (PDF)").get_attribute("href")
    answer = visitor.page.request.get(f"{site.address}{link}")
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.body().startswith(b"%PDF")
    assert answer.url.endswith("/plan.pdf"), "it was not waited for"
