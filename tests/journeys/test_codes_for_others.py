"""Two browsers: the owner makes a code for someone, who answers with it until the owner withdraws it."""

from __future__ import annotations

import pytest

from tests.journeys.accessible import examine
from tests.journeys.conftest import NewVisitor
from tests.journeys.serving import RunningSite
from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.journey

LEAD = "security-lead"


def makes(owner: Visitor, name: str, kind: str, area: str = "") -> str:
    """Make a code on the page of codes; gives it."""
    owner.open("/workspace")
    owner.follow("Make or withdraw codes for others")
    owner.follow("Make a code")
    owner.fill({"name": name, "kind": kind})
    if area:
        owner.page.locator("select[name=area]").select_option(area)
    owner.press("Make the code")
    return owner.page.locator(".code__text").inner_text().strip()


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
def test_an_expert_answers_one_area_until_the_code_is_withdrawn(
    arrive: NewVisitor, site: RunningSite, scripts: bool
) -> None:
    owner, expert = arrive(), arrive(java_script_enabled=scripts)
    mine, assessment = site.furnish("full")
    owner.returns(mine)
    code = makes(owner, "IT manager", "area", "leadership")
    if scripts:
        examine(owner)
    owner.follow("I have noted it")
    assert "Not used yet" in owner.words
    expert.returns(code)
    assert "What you can do" in expert.words
    expert.follow("Start with the first question")
    page = expert.at
    expert.fill({f"choice-{LEAD}": "2"})
    expert.press("Save")
    expert.open(f"{assessment}/result", 403)
    expert.open(f"{assessment}/areas/access/1", 404)
    owner.open(f"{assessment}/answers?area=leadership")
    assert "IT manager" in owner.page.locator(f"#a-{LEAD}").inner_text()
    if scripts:
        examine(owner)
    expert.open(page)
    expert.page.locator("summary", has_text="Add a note").first.click()
    owner.open("/workspace/codes")
    owner.press("Withdraw")
    assert "The code is withdrawn" in owner.words
    expert.page.locator(f"[name='note-{LEAD}']").fill("Typed while it was withdrawn")
    expert.press("Save", status=403)
    assert "Your session is over" in expert.words
    assert "Typed while it was withdrawn" in expert.page.content()
    expert.fill({"code": code})
    expert.press("Save and continue", status=400)
    assert "Typed while it was withdrawn" in expert.page.content()
    owner.open(f"{assessment}/answers?area=leadership")
    assert "Typed while it was withdrawn" not in owner.words


def test_a_boss_reads_and_is_offered_nothing_to_change(arrive: NewVisitor, site: RunningSite) -> None:
    owner, boss = arrive(), arrive()
    mine, assessment = site.furnish("quick")
    owner.returns(mine)
    code = makes(owner, "The boss", "read")
    boss.returns(code)
    examine(boss)
    boss.follow("See the answers")
    assert boss.at == f"{assessment}/answers"
    assert boss.page.locator("main form").count() == 0
    boss.open(f"{assessment}/result")
    assert boss.page.locator("main form").count() == 0
    boss.open(f"{assessment}/areas/leadership/1", 403)
    examine(boss)


def test_pages_of_codes_hold_to_the_rules(visitor: Visitor, site: RunningSite) -> None:
    visitor.returns(site.furnish("quick")[0])
    visitor.open("/workspace/codes/new")
    examine(visitor)
    visitor.press("Make the code", status=400)
    examine(visitor)
    visitor.open("/workspace/codes")
    examine(visitor)
