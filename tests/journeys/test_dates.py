"""A plan's days leave the site and come back, in a real browser: with and without scripts, wide and on a phone."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.request import urlopen

import pytest

from tests.journeys.accessible import examine
from tests.journeys.conftest import NewVisitor
from tests.journeys.serving import RunningSite
from tests.journeys.test_plan import SCREENS, finished
from tests.journeys.visitor import Visitor
from tests.reports import taken
from tests.reports.edited_sheet import Typed, edited

pytestmark = pytest.mark.journey


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
@pytest.mark.parametrize("screen", SCREENS)
def test_a_calendar_reads_the_days_until_its_address_is_withdrawn(
    arrive: NewVisitor, screen: str, scripts: bool, site: RunningSite
) -> None:
    visitor = arrive(java_script_enabled=scripts, viewport=SCREENS[screen])
    plan, page = finished(visitor, site), visitor.page
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
    titles = [str(each["summary"]) for each in events]
    assert sum(bool(re.fullmatch(r"Security plan: job \d+ of \d+ is due", title)) for title in titles) > 5
    # Nothing else but the warning before it is deleted: no title names a job unless it is wanted.
    assert sum(not title.startswith("Security plan: job ") for title in titles) == 1
    assert sum("deleted" in title for title in titles) == 1
    with visitor.going():
        page.get_by_role("button", name="I have copied it").click()
    assert address not in visitor.words
    with visitor.going():
        page.get_by_role("button", name="Withdraw").click()
    assert "The address is withdrawn" in visitor.words
    answer = page.request.get(address)
    assert answer.status == 404


def test_the_pages_of_dates_are_accessible(visitor: Visitor, site: RunningSite) -> None:
    plan, page = finished(visitor, site), visitor.page
    visitor.open(f"{plan}/dates")
    examine(visitor)
    visitor.press("Make the address", status=400)
    examine(visitor)
    page.locator("[name=name]").fill("Maya’s phone")
    visitor.press("Make the address")
    examine(visitor)
    visitor.open(f"{plan}/dates")
    examine(visitor)


def changed(visitor: Visitor, plan: str) -> Path:
    """Download the spreadsheet on its page, and change it: an owner, a day that is none, and a status."""
    visitor.open(f"{plan}/spreadsheet")
    with visitor.page.expect_download() as download:
        visitor.page.get_by_role("button", name="Download the spreadsheet").click()
    path = Path(download.value.path())
    data = path.read_bytes()
    rows = [str(cell.value).rpartition(" ")[2] for cell in taken.column(taken.workbook(data), "Plan", "Row id")]
    job, action = rows[0], rows[1]
    cells: dict[tuple[str, str], Typed] = {
        (job, "Owner"): "Ben",
        (job, "Note"): "Ask the council",
        (action, "Due"): "soon",
        (action, "Status"): "Under way",
    }
    target = path.with_name(f"{path.name}.xlsx")
    target.write_bytes(edited(data, cells))
    return target


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
@pytest.mark.parametrize("screen", SCREENS)
def test_a_spreadsheet_comes_back(arrive: NewVisitor, screen: str, scripts: bool, site: RunningSite) -> None:
    visitor = arrive(java_script_enabled=scripts, viewport=SCREENS[screen])
    plan, page = finished(visitor, site), visitor.page
    file = changed(visitor, plan)
    visitor.open(f"{plan}/jobs")
    page.locator(".plan > li").first.get_by_role("button", name="Who, when and notes").click()
    page.wait_for_url("**/jobs/*")
    page.locator("[name^='owner-job.']").fill("Sam")
    visitor.press("Save")
    visitor.open(f"{plan}/spreadsheet")
    page.locator("[name=file]").set_input_files(file)
    visitor.press("Read the spreadsheet")
    assert "“soon” is not a day" in visitor.words
    assert "Saved here: Sam" in visitor.words
    page.get_by_label("In your spreadsheet: Ben").check()
    visitor.press("Save")
    job = page.locator(".plan > li").first.inner_text()
    assert "Ben" in job
    assert "Ask the council" in job


def test_the_pages_of_the_spreadsheet_are_accessible(visitor: Visitor, site: RunningSite) -> None:
    plan, page = finished(visitor, site), visitor.page
    file = changed(visitor, plan)
    visitor.open(f"{plan}/spreadsheet")
    examine(visitor)
    visitor.press("Read the spreadsheet", status=400)
    examine(visitor)
    page.locator("[name=file]").set_input_files(file)
    visitor.press("Read the spreadsheet")
    examine(visitor)


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
@pytest.mark.parametrize("screen", SCREENS)
def test_what_was_typed_is_deleted(arrive: NewVisitor, screen: str, scripts: bool, site: RunningSite) -> None:
    visitor = arrive(java_script_enabled=scripts, viewport=SCREENS[screen])
    plan, page = finished(visitor, site), visitor.page
    visitor.open(f"{plan}/jobs")
    page.locator(".plan > li").first.get_by_role("button", name="Who, when and notes").click()
    page.wait_for_url("**/jobs/*")
    job = visitor.at
    page.locator("[name^='note-job.']").fill("Ask Zebra Ltd")
    visitor.press("Save")
    visitor.open(job)
    with visitor.going():
        page.get_by_role("link", name="The whole job").click()
    assert "Ask Zebra Ltd" in visitor.words
    if scripts:
        examine(visitor)
    visitor.press("Delete all of this")
    assert "Deleted. Nobody can bring it back" in visitor.words
    assert page.locator("[name^='note-job.']").input_value() == ""
    assert page.get_by_role("link", name="The whole job").count() == 0
