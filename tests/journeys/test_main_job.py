"""The whole main job in a real browser, from the start page to the opened plan."""

from __future__ import annotations

import io
import re

import pytest
from pypdf import PdfReader

from tests.journeys.conftest import NewVisitor
from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.journey


def first_page(visitor: Visitor) -> str:
    """The words of the plan's first page, once it is printed and opened."""
    visitor.page.locator("main").get_by_text(re.compile("action plan", re.I)).first.click()
    visitor.page.wait_for_url("**/plan.pdf", timeout=90_000)
    answer = visitor.page.context.request.get(visitor.page.url)
    assert answer.headers["content-type"] == "application/pdf"
    return PdfReader(io.BytesIO(answer.body())).pages[0].extract_text()


WIDE, PHONE = {"width": 1280, "height": 900}, {"width": 360, "height": 780}


@pytest.mark.parametrize(
    ("scripts", "screen"), [(True, WIDE), (False, WIDE), (True, PHONE)], ids=["scripts", "no-scripts", "phone"]
)
def test_the_main_job(arrive: NewVisitor, scripts: bool, screen: dict[str, int]) -> None:
    visitor = arrive(java_script_enabled=scripts, viewport=screen)
    visitor.starts("quick")
    visitor.answers("2", "1", "0", "3", "dont-know")
    assert visitor.at.endswith("/answers")
    visitor.press("Finish")
    assert re.search(r"\d+ of \d+ points", visitor.words)
    assert visitor.page.locator("ol.actions > li").count() == 6
    assert "The Copper Kettle" in first_page(visitor)
