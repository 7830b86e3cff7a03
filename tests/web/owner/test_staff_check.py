"""An owner starts a staff check, hands it out, closes it; its result is in the plan as measured, or set aside."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from flask import Flask

from printing.print_queue import print_order
from printing.print_service import PrintService
from questions import Bank
from tests.reports.opened import Opened
from tests.reports.qr import drawn, read
from tests.web.staff.respondent import Clock, Owner, Respondent
from usecases.services import Services


@pytest.fixture
def clock(site: Flask, monkeypatch: pytest.MonkeyPatch) -> Clock:
    """The clock of the site."""
    return Clock(monkeypatch)


@pytest.fixture
def owner(site: Flask, clock: Clock) -> Owner:
    """Somebody who runs a place."""
    return Owner(site)


@pytest.fixture
def staff(site: Flask, bank: Bank, clock: Clock) -> Callable[..., None]:
    """Has people take a check, each with so many right answers."""

    def take(link: str, *right: int) -> None:
        for number in right:
            Respondent(site, link, bank, clock).takes(right=number)

    return take


Staff = Callable[..., None]


def test_starting_says_what_is_wrong_and_keeps_the_rest(owner: Owner) -> None:
    owner.finishes("1")
    owner.go("/workspace")
    owner.follow("Staff checks")
    owner.follow("Start a staff check")
    for typed, says in (
        ("", "Enter how many people work here, such as 12"),
        ("many", "Enter a whole number, such as 12"),
        ("600,000", "Enter a number from 1 to 500,000"),
        ("4", "A staff check needs 5 people or more"),
    ):
        owner.press({"staff": typed, "tell": "Maya"}, button="Start the staff check", status=400)
        ((_, error),) = owner.page.errors
        assert error.startswith(says)
        assert owner.page.form("Start").values["tell"] == ["Maya"]
    owner.press({"staff": "1,200"}, button="Start the staff check")
    assert "0 of 1,200 took part so far" in owner.page.text


def test_link_code_poster_and_texts_lead_to_the_check(
    owner: Owner, printing: PrintService, asked_to_print: list[str]
) -> None:
    link = owner.starts_check()
    code = re.search(r'<svg.*?class="[^"]*".*?</svg>|<svg.*?</svg>', owner.page.html, re.DOTALL)
    assert code is not None
    assert read(drawn(code[0])).endswith(link)
    texts = [area.text or "" for area in owner.page.all("textarea")]
    assert [link in text for text in texts] == [True, True]
    assert texts[1].startswith("If you have not taken the staff check yet"), "nobody has, so nobody is counted"
    owner.send(f"{owner.check}/poster", {"size": ["a4"]})
    while asked_to_print:
        print_order(printing, asked_to_print.pop(0))
    answer = owner.client.get(owner.at, follow_redirects=True)
    assert answer.mimetype == "application/pdf"
    poster = Opened(answer.data)
    assert poster.holds(link)
    assert poster.holds("Take the staff check")


def test_nothing_of_four_responses_is_shown_and_later_ones_in_steps_of_five(owner: Owner, staff: Staff) -> None:
    link = owner.starts_check(staff="20")
    staff(link, 12, 12, 12, 12)
    text = owner.sees()
    assert "4 of 20 took part" in text
    assert "Likely between" not in text
    assert "Show the result so far" not in owner.page.html
    owner.send(f"{owner.check}/look", {})
    assert "Likely between" not in owner.page.text
    staff(link, 12)
    owner.go(owner.check)
    owner.press(button="Show the result so far")
    five = shown(owner)
    assert "From 5 responses" in owner.page.text
    staff(link, 0, 0, 0, 0)
    owner.send(f"{owner.check}/look", {})
    assert shown(owner) == five
    staff(link, 0)
    owner.go(owner.check)
    owner.press(button="Show the result so far")
    assert shown(owner) != five
    staff(link, 0, 0)
    owner.go(owner.check)
    before = shown(owner)
    owner.press(button="Close the staff check")
    assert shown(owner) == before
    assert "From the first 10 responses of 12" in owner.page.text


def shown(owner: Owner) -> list[str]:
    """The percentages that the page shows."""
    return re.findall(r"Likely between \d+% and \d+%", owner.page.text)


def test_a_result_is_in_the_result_and_the_plan_until_it_is_set_aside(
    owner: Owner, staff: Staff, services: Services
) -> None:
    link = owner.starts_check()
    staff(link, *[12] * 6)
    place = re.search(r"/premises/([^/]+)/", owner.check)
    assert place is not None
    plan = next(address for words, address in owner.go("/workspace").links if words == "See the result and the plan")
    score = owner.go(plan).all("p", "band__sum")[0].text
    assert "No staff check has been run" in owner.page.text
    owner.go(owner.check)
    owner.press(button="Close the staff check")
    assert "Known well" in owner.page.text
    assert "6 of 7 took part. It closed" in owner.page.text
    page = owner.go(plan)
    assert "measured" in page.text
    assert "6 of the 7 people who work here took the staff check" in page.text
    assert page.all("p", "band__sum")[0].text == score, "it changes no score"
    owner.go(owner.check)
    owner.press(button="Set it aside", status=400)
    assert owner.page.errors == [("#reason", "Say why the result should not count")]
    owner.press({"reason": "Two teams shared one phone"}, button="Set it aside")
    assert "Set aside: Two teams shared one phone" in owner.page.text
    assert "took the staff check" not in owner.go(plan).text
    owner.go(owner.check)
    owner.press(button="Let it count again")
    assert "took the staff check" in owner.go(plan).text


def test_the_next_check_is_compared_with_the_last_and_due_in_a_year(owner: Owner, staff: Staff, clock: Clock) -> None:
    first = owner.starts_check(staff="20", topics=["bomb-threats", "first-aid"])
    everyone_answers(owner, first, clock, right=False)
    owner.go(owner.check)
    owner.press(button="Close the staff check")
    assert "Talk about these first" in owner.page.text
    owner.go(owner.check.rpartition("/")[0])
    assert "Once a year is a good rhythm: run the next one by" in owner.page.text
    clock.passes(366 * 24 * 3600)
    owner.returns(owner.code)
    owner.follow("Staff checks")
    assert "more than a year old" in owner.page.text
    owner.follow("Start a staff check")
    owner.press({"topics": ["bomb-threats"]}, button="Start the staff check")
    owner.check = owner.at
    everyone_answers(owner, owner.link(), clock, right=True)
    owner.go(owner.check)
    owner.press(button="Close the staff check")
    assert "Better than last time (0%)" in owner.page.text


def everyone_answers(owner: Owner, link: str, clock: Clock, *, right: bool) -> None:
    """Eleven people answer all of a check right or wrong."""
    services: Services = owner.client.application.extensions["services"]
    for _ in range(11):
        person = Respondent(owner.client.application, link, services.bank, clock)
        person.go(link)
        person.press(button="Start")
        while "Question" in person.page.heading:
            ask = re.sub(r"^Question \d+ of \d+ ", "", person.page.heading)
            best = person.right[ask]
            clock.passes(9)
            wrong = next(each for each in person.options if each != best)
            person.press({"option": person.options[best if right else wrong]})
            person.goes_on()


def test_a_check_of_another_place_is_not_there(owner: Owner) -> None:
    owner.starts_check()
    check = owner.check.rpartition("/")[2]
    owner.go("/workspace/places/new")
    owner.press({"name": "High Street"})
    place = re.search(r"/premises/([^/]+)/", owner.at)
    assert place is not None
    owner.go(f"/premises/{place[1]}/staff-checks/{check}", 404)
