"""A plan's days leave the site and come back, in a real browser: with and without scripts, wide and on a phone."""

from __future__ import annotations

import re
from urllib.request import urlopen

import pytest

from tests.journeys.accessible import examine
from tests.journeys.conftest import NewVisitor
from tests.journeys.test_plan import SCREENS, finished
from tests.journeys.visitor import Visitor
from tests.reports import taken

pytestmark = pytest.mark.journey


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
@pytest.mark.parametrize("screen", SCREENS)
def test_a_calendar_reads_the_days_until_its_address_is_withdrawn(
    arrive: NewVisitor, screen: str, scripts: bool
) -> None:
    visitor = arrive(java_script_enabled=scripts, viewport=SCREENS[screen])
    plan, page = finished(visitor), visitor.page
    visitor.open(f"{plan}/jobs")
    with visitor.going():
        page.get_by_role("link", name="Dates in your calendar").click()
    assert visitor.at == f"{plan}/dates"
    visitor.press("Make the address", status=400)
    page.locator("[name=name]").fill("Maya’s phone")
    visitor.press("Make the address")
    address = page.locator(".secret-address").inner_text()
    with urlopen(address) as answer:
        events = taken.calendar(answer.read()).walk("VEVENT")
    assert len(events) > 5
    assert all(re.fullmatch(r"Security plan: job \d+ of \d+ is due", str(each["summary"])) for each in events)
    with visitor.going():
        page.get_by_role("button", name="I have copied it").click()
    assert address not in visitor.words
    with visitor.going():
        page.get_by_role("button", name="Withdraw").click()
    assert "The address is withdrawn" in visitor.words
    answer = page.request.get(address)
    assert answer.status == 404


def test_the_pages_of_dates_are_accessible(visitor: Visitor) -> None:
    plan, page = finished(visitor), visitor.page
    visitor.open(f"{plan}/dates")
    examine(visitor)
    visitor.press("Make the address", status=400)
    examine(visitor)
    page.locator("[name=name]").fill("Maya’s phone")
    visitor.press("Make the address")
    examine(visitor)
    visitor.open(f"{plan}/dates")
    examine(visitor)
