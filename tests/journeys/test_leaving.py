"""The pages of coming and going, in a real browser: as axe sees them, at 320 px, and by keyboard alone."""

from __future__ import annotations

from zipfile import ZipFile

import pytest

from tests.journeys.accessible import examine
from tests.journeys.keyboard import Keyboard
from tests.journeys.serving import RunningSite
from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.journey


def test_the_pages_of_coming_and_going_are_accessible(visitor: Visitor, site: RunningSite) -> None:
    code, start = site.furnish("full")
    visitor.returns(code)
    for address in (
        start,
        f"{start}/answers",
        f"{start}/answers?area=leadership",
        f"{start}/answers?show=open",
        f"{start}/delete",
        "/workspace/another",
    ):
        visitor.open(address)
        examine(visitor)
    visitor.open("/workspace")
    visitor.page.locator(".help__more summary").click()
    examine(visitor)
    visitor.press("Get a new return code")
    visitor.keeps_code()
    visitor.open("/workspace")
    examine(visitor)
    visitor.press("Show my return code once more")
    examine(visitor)


def test_everything_is_saved_as_one_file_that_opens(visitor: Visitor, site: RunningSite) -> None:
    code, _ = site.furnish("quick")
    visitor.returns(code)
    with visitor.page.expect_download() as download:
        visitor.page.get_by_role("link", name="Download everything").click()
    with ZipFile(download.value.path()) as packed:
        assert packed.testzip() is None
        assert {"README.txt", "workspace.json"} < set(packed.namelist())


def test_an_assessment_is_deleted_by_keyboard(visitor: Visitor, site: RunningSite) -> None:
    code, start = site.furnish("quick")
    keys = Keyboard(visitor)
    visitor.returns(code)
    keys.tab_to(tag="a", words="Delete this assessment")
    keys.enter()
    keys.tab_to(tag="button", words="Delete this assessment")
    keys.enter()
    assert visitor.at == "/workspace"
    assert "is deleted." in visitor.words
    visitor.open(start, 404)


def test_answers_of_an_area_and_more_numbers_by_keyboard(visitor: Visitor, site: RunningSite) -> None:
    code, start = site.furnish("full")
    keys = Keyboard(visitor)
    visitor.returns(code)
    visitor.open(f"{start}/answers")
    keys.tab_to(tag="a", words="Doors, windows")
    keys.enter()
    assert visitor.at == f"{start}/answers?area=perimeter"
    keys.tab_to(tag="summary", words="More")
    keys.press("Enter")
    assert visitor.page.get_by_text("Crimestoppers").is_visible()
