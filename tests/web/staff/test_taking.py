"""Taking a staff check: one item a page, the same at every look, counted once, and closed links that say so."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable

import pytest

from questions import Bank
from tests.reading import words
from tests.web.staff.respondent import Clock, Owner, Respondent
from usecases.limits import Limit
from usecases.services import Services
from usecases.staff_runs import FASTEST

Somebody = Callable[[str], Respondent]


def test_a_run_asks_twelve_items_and_ends_with_what_to_remember(owner: Owner, somebody: Somebody) -> None:
    person = somebody(owner.starts_check(tell="the duty manager"))
    person.begins_check()
    asked = []
    for number in range(1, 13):
        assert person.page.heading.startswith(f"Question {number} of 12")
        assert len(person.options) == 4
        asked.append(person.ask)
        person.chooses(rightly=number != 3)
        assert person.page.heading == f"Question {number} of 12 {'Not quite' if number == 3 else 'That is right'}"
        assert "Then tell the duty manager" in person.page.text
        person.goes_on()
    assert len(set(asked)) == 12
    assert person.page.heading == "11 of 12 right"
    text = person.page.text
    assert len(person.page.all("ul")[0]) == 3
    assert all(number in text for number in ("999", "0800 789 321", "0800 555 111"))
    assert "What to notice" in text
    assert "1 of 7 took part" in owner.sees()


def without_token(html: str) -> str:
    """What a page shows; the token of its form has the second in which it was made."""
    return re.sub(r'(name="csrf_token" value=")[^"]*', r"\1", html.partition("<main")[2])


def test_reloading_shows_the_same_and_going_back_changes_nothing(owner: Owner, somebody: Somebody) -> None:
    person = somebody(owner.starts_check())
    person.begins_check()
    first, at = person.page.html, person.at
    assert without_token(person.go(at).html) == without_token(first)
    assert person.go(person.link).address == at, "the link goes on where the run is"
    item, wrong = (
        person.ask,
        next(number for text, number in person.options.items() if text != person.right[person.ask]),
    )
    token = person.page.form("Answer").values["csrf_token"]
    person.chooses()
    person.send(at, {"csrf_token": token, "option": [wrong]})
    assert person.page.heading.endswith("That is right"), "what is answered stays answered"
    assert item in person.page.text
    second = at.removesuffix("/1") + "/2"
    assert person.go(at.removesuffix("/1") + "/7").address == second, "no item before its turn"
    assert person.go(f"{person.link}/end").address == second


def test_options_stand_in_another_order_for_another_person(owner: Owner, somebody: Somebody, bank: Bank) -> None:
    link, orders = owner.starts_check(topics=["first-aid"]), set()
    known = {item.ask: item.options for topic in bank.staff_check for item in topic.items}
    for _ in range(6):
        person = somebody(link)
        person.go(link)
        person.press(button="Start")
        ask = words(person.page.all("h1")[0]).partition(" of 6 ")[2]
        orders.add(tuple(known[ask].index(option) for option in person.options))
    assert len(orders) > 1


def test_nothing_chosen_is_said_and_nothing_is_lost(owner: Owner, somebody: Somebody) -> None:
    person = somebody(owner.starts_check())
    person.begins_check()
    asked = person.ask
    person.press(button="Answer", status=400)
    assert person.page.errors == [("#option-1", "Choose one of the answers")]
    assert person.ask == asked
    person.chooses()


def test_one_run_a_session_and_a_last_answer_sent_twice_counts_once(owner: Owner, somebody: Somebody) -> None:
    person = somebody(owner.starts_check())
    person.begins_check()
    for _ in range(11):
        person.chooses()
        person.goes_on()
    before_the_last = person.client.get_cookie("staff-check", path=person.link)
    assert before_the_last is not None
    person.chooses()
    answered = person.at
    person.goes_on()
    assert person.go(person.link).heading == "12 of 12 right"
    person.client.set_cookie("staff-check", before_the_last.value, path=person.link)
    person.go(answered)
    person.chooses()
    assert "1 of 7 took part" in owner.sees()


def test_a_run_that_nobody_can_have_read_is_set_apart_and_counted(owner: Owner, somebody: Somebody) -> None:
    link = owner.starts_check()
    somebody(link).takes(seconds=FASTEST.total_seconds() - 0.5)
    somebody(link).takes(seconds=FASTEST.total_seconds() + 0.5)
    text = owner.sees()
    assert "1 of 7 took part" in text
    assert "1 run that was faster than anyone can read" in text


def test_more_runs_than_people_are_set_apart(owner: Owner, somebody: Somebody) -> None:
    link = owner.starts_check()
    for _ in range(9):
        somebody(link).takes()
    text = owner.sees()
    assert "7 of 7 took part" in text
    assert "2 that came when all 7 had answered" in text


def test_closed_expired_and_unknown_links_say_so(owner: Owner, somebody: Somebody, clock: Clock) -> None:
    link = owner.starts_check()
    half_way, later = somebody(link), somebody(link)
    half_way.begins_check()
    owner.go(owner.check)
    owner.press(button="Close the staff check")
    assert later.go(link, 410).heading == "This staff check is closed"
    half_way.clock.passes(9)
    half_way.press({"option": "1"}, button="Answer", status=410)
    assert later.go("/staff-check/NOTA-CHEC-K0", 404).heading == "This link does not lead to a staff check"
    another = Owner.starts_check(owner)
    clock.passes(15 * 24 * 3600)
    assert later.go(another, 410).heading == "This staff check is closed"


def test_somebody_who_finished_sees_the_end_after_it_closed(owner: Owner, somebody: Somebody) -> None:
    person = somebody(owner.starts_check())
    person.takes()
    owner.go(owner.check)
    owner.press(button="Close the staff check")
    assert person.go(person.link).heading == "12 of 12 right"
    person.follow("A sheet that says you took part")
    assert "12 of 12 questions right" in person.page.text
    assert "The Copper Kettle" in person.page.text
    assert not person.page.forms, "no name is asked for"


def test_an_office_behind_one_address_is_not_stopped_and_a_flood_is(
    owner: Owner, somebody: Somebody, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("usecases.staff_runs.STARTS", Limit(30))
    link, address = owner.starts_check(), "192.0.2.77"
    people = [somebody(link) for _ in range(30)]
    for person in people:
        person.client.environ_base["REMOTE_ADDR"] = address
        person.begins_check()
    late = somebody(link)
    late.client.environ_base["REMOTE_ADDR"] = address
    late.go(link)
    late.press(button="Start", status=429)
    assert late.page.heading == "Too many people at once"
    for person in people[:2]:
        person.chooses()
        assert person.page.heading.endswith("That is right"), "a run under way goes on"
    elsewhere = somebody(link)
    elsewhere.begins_check()


def test_guessing_codes_ends_and_a_right_one_still_opens(
    owner: Owner, somebody: Somebody, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("usecases.staff_runs.UNKNOWN", Limit(5))
    link, guesser = owner.starts_check(), somebody("")
    statuses = [guesser.client.get(f"/staff-check/AAAA-AAAA-{number:02}").status_code for number in range(7)]
    assert statuses == [404] * 5 + [429] * 2
    assert guesser.go(link).heading.endswith("staff check")


def test_nothing_of_anyone_is_logged_or_kept_in_the_browser_for_long(
    owner: Owner, somebody: Somebody, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    person = somebody(owner.starts_check())
    caplog.clear()
    person.takes()
    assert not [record for record in caplog.records if "staff" in record.getMessage()]
    address = person.client.environ_base["REMOTE_ADDR"]
    assert not [record for record in caplog.records if address in record.getMessage()]
    cookies = [
        person.client.get_cookie(name, path=path) for name, path in (("staff-check", person.link), ("check", "/"))
    ]
    assert all(cookie is not None and cookie.expires is None and cookie.max_age is None for cookie in cookies)


def test_nothing_is_written_before_the_end(owner: Owner, somebody: Somebody, services: Services) -> None:
    link = owner.starts_check()
    before = services.store.find_staff_check(link.rpartition("/")[2].replace("-", ""))
    person = somebody(link)
    person.begins_check()
    for _ in range(11):
        person.chooses()
        person.goes_on()
    assert services.store.find_staff_check(link.rpartition("/")[2].replace("-", "")) == before
    person.chooses()
    assert services.store.find_staff_check(link.rpartition("/")[2].replace("-", "")) != before
