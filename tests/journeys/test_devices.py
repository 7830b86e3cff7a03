"""Going back, coming back on another device, and printing pages."""

from __future__ import annotations

import pytest

from tests.journeys.conftest import NewVisitor
from tests.journeys.serving import RunningSite
from tests.journeys.visitor import Visitor, check

pytestmark = pytest.mark.journey


def test_back_shows_what_was_saved_and_asks_nothing(visitor: Visitor, site: RunningSite) -> None:
    code, start = site.furnish("full")
    visitor.returns(code)
    visitor.open(f"{start}/areas/leadership/1")
    names = visitor.questions()
    for name in names:
        visitor.fill({name: "2"})
    visitor.press()
    second = visitor.at
    check(visitor.page.go_back(), 200)
    assert visitor.at == f"{start}/areas/leadership/1"
    for name in names:
        assert visitor.page.locator(f"[name='{name}'][value='2']").is_checked()
    visitor.fill({names[0]: "3"})
    visitor.press()
    assert visitor.at == second
    visitor.open(f"{start}/answers")
    visitor.press("Finish")
    check(visitor.page.go_back(), 200)
    assert visitor.at == f"{start}/answers"
    check(visitor.page.go_forward(), 200)
    assert visitor.at == f"{start}/result"


def test_coming_back_on_another_device(visitor: Visitor, arrive: NewVisitor) -> None:
    code = visitor.begins()
    visitor.fills_profile()
    phone = arrive(viewport={"width": 320, "height": 640}, has_touch=True, is_mobile=True)
    phone.returns(code.lower().replace("-", " "))
    assert "The Copper Kettle" in phone.words
    phone.follow("Continue")
    phone.fill({"kind": "quick"})
    phone.press()
    visitor.open("/workspace")
    visitor.follow("Continue with the questions")
    assert visitor.at == phone.at


def test_nothing_is_left_on_a_shared_device(visitor: Visitor, site: RunningSite) -> None:
    code, start = site.furnish("quick")
    visitor.returns(code)
    visitor.open(f"{start}/answers")
    visitor.open("/workspace")
    visitor.press("Close my workspace")
    visitor.page.go_back()
    assert visitor.at.startswith("/return")
    visitor.open(start)
    assert visitor.at.startswith("/return")
    assert "The Copper Kettle" not in visitor.page.content()


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
def test_a_printed_page_of_questions_can_be_answered_by_pen(
    arrive: NewVisitor, site: RunningSite, scripts: bool
) -> None:
    code, start = site.furnish("full")
    visitor = arrive(java_script_enabled=scripts)
    visitor.returns(code)
    visitor.open(f"{start}/areas/leadership/1")
    visitor.page.emulate_media(media="print")
    question = site.services.bank.by_id["security-lead"]
    for text in (*question.options.values(), question.why, question.good[0]):
        assert visitor.page.get_by_text(text).first.is_visible(), text
    for hidden in (".nav", ".before", "main form button", "summary"):
        for element in visitor.page.locator(hidden).all():
            assert not element.is_visible(), hidden


def test_a_printed_result_holds_the_score_and_no_navigation(visitor: Visitor, site: RunningSite) -> None:
    code, start = site.furnish("quick")
    visitor.returns(code)
    visitor.open(f"{start}/answers")
    visitor.press("Finish")
    mark = visitor.page.get_by_text(site.services.bank.notices.handling).first
    assert not mark.is_visible()
    visitor.page.emulate_media(media="print")
    assert mark.is_visible()
    assert visitor.page.get_by_role("heading", level=1).is_visible()
    assert visitor.page.get_by_text("Score by area").is_visible()
    assert not visitor.page.get_by_text("Open your action plan").is_visible()
