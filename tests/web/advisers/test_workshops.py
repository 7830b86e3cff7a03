"""A workshop from its beginning to its end, as the adviser sees it."""

from __future__ import annotations

import re
from collections.abc import Callable
from copy import copy
from datetime import datetime, timedelta

import pytest
from flask import Flask

from questions import Bank
from storage.errors import NotFound
from tests.reports.opened import Opened
from tests.web.advisers.gathering import Gathering
from tests.web.advisers.officer import Officer
from usecases.board_cache import BoardCache, BoardFigures
from usecases.services import Services
from usecases.workshop_board import areas_of, compute_figures


@pytest.fixture
def gathering(site: Flask) -> Gathering:
    """A quick workshop in which nobody is yet."""
    return Gathering(site)


@pytest.fixture(autouse=True)
def always_fresh(services: Services, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every look computes: what is kept for a second is tested by itself."""
    monkeypatch.setattr(services.boards, "get", lambda _, compute: compute())


def reporting(gathering: Gathering, bank: Bank) -> str:
    """The essential question of the area reporting."""
    return next(each.id for each in bank.area_by_id["reporting"].questions if each.importance == "essential")


def test_the_form_says_what_is_missing(site: Flask) -> None:
    officer = Officer(site).joins()
    officer.go("/advisers/workshops/new")
    officer.press(status=400)
    assert officer.page.errors == [("#title", "Enter a title"), ("#kind", "Select which questions businesses answer")]
    officer.press({"title": "x" * 81, "kind": "quick"}, status=400)
    assert officer.page.form().values["title"] == ["x" * 81]


def test_the_board_shows_code_and_address_and_how_far_everyone_is(gathering: Gathering) -> None:
    page = gathering.officer.page
    assert gathering.code in page.text
    assert "localhost/join" in page.text
    assert page.by_id("answers").text == "0"
    assert page.text.count("nobody yet") == len(areas_of(gathering.services.bank, gathering.workshop))
    gathering.answers_all("2")
    gathering.comes()
    page = gathering.officer.go(gathering.board)
    assert "2 joined 1 finished" in page.text
    assert "Leadership and responsibility 1 of 2" in page.text.replace("responsibility1", "responsibility 1")
    assert "nobody yet" not in page.text, "where someone is asked, nobody having finished is 0 of them"
    asked = {each.area_id for each in compute_figures(gathering.services, gathering.workshop).how_far.areas}
    others = set(areas_of(gathering.services.bank, gathering.workshop)) - asked
    assert page.text.count("not asked here") == len(others)


def test_answers_are_shown_from_five_up_and_change_by_five(gathering: Gathering, bank: Bank) -> None:
    question = reporting(gathering, bank)
    address = f"{gathering.board}/areas/reporting"
    shown = []
    for number in range(1, 17):
        gathering.comes({question: "3" if number <= 8 else "0"})
        text = gathering.officer.go(address).text
        found = re.search(r"(\d+) answers in words", text)
        assert ("Fewer than 5 answers." in text) == (found is None)
        shown.append(int(found[1]) if found else 0)
    assert shown == [0] * 4 + [5] * 5 + [10] * 5 + [15] * 2


def test_one_who_thinks_again_does_not_show(gathering: Gathering, bank: Bank) -> None:
    question = reporting(gathering, bank)
    everyone = [gathering.comes({question: "3"}) for _ in range(6)]
    address = f"{gathering.board}/areas/reporting"
    before = gathering.officer.go(address).text
    for who in everyone[:4]:
        gathering.says(who, {question: "0"})
        assert gathering.officer.go(address).text == before
    gathering.says(everyone[4], {question: "0"})
    assert gathering.officer.go(address).text != before


def test_who_leaves_or_deletes_does_not_show(gathering: Gathering, bank: Bank, services: Services) -> None:
    question = reporting(gathering, bank)
    everyone = [gathering.comes({question: "1"}) for _ in range(5)]
    address = f"{gathering.board}/areas/reporting"
    before = compute_figures(services, gathering.workshop).shown
    services.store.leave_workshop(everyone[0].workspace_id, gathering.workshop.id)
    services.store.delete_workspace(everyone[1].workspace_id)
    assert compute_figures(services, gathering.workshop).shown == before
    assert "5 answers in words" in gathering.officer.go(address).text


def test_two_processes_show_the_same(gathering: Gathering, bank: Bank, services: Services) -> None:
    question = reporting(gathering, bank)
    for _ in range(5):
        gathering.comes({question: "1"})
    old = gathering.workshop
    first = compute_figures(services, old).shown
    for _ in range(2):
        gathering.comes({question: "3"})
    # A process that still holds the workshop as it was before anything was shown.
    assert compute_figures(services, old).shown == first


def test_a_board_computes_once_a_second(services: Services) -> None:
    now, computed = [services.now()], []

    def compute_it() -> BoardFigures:
        computed.append(now[0])
        return None  # type: ignore[return-value]

    boards = BoardCache(lambda: now[0])
    for _ in range(40):
        boards.get("one", compute_it)
        boards.get("other", compute_it)
        now[0] += timedelta(milliseconds=100)
    assert len(computed) == 8


def test_leading_and_letting_go(gathering: Gathering) -> None:
    officer = gathering.officer
    officer.go(f"{gathering.board}/areas/reporting")
    officer.press(button="Lead everyone")
    assert gathering.workshop.area_id == "reporting"
    assert "Everyone’s pages say that you are here" in officer.page.text
    officer.press(button="Everyone at their own pace")
    assert officer.at == gathering.board
    assert gathering.workshop.area_id is None
    for area, status in (("communication", 404), ("nonsense", 404)):  # a quick check asks nothing about the first
        officer.go(f"{gathering.board}/areas/{area}", status)
        officer.go(gathering.board)
        officer.send(f"{gathering.board}/lead", {"area": [area]}, status)
    assert gathering.workshop.area_id is None


def test_the_end_has_every_plan_and_the_summary_printed(
    gathering: Gathering, services: Services, asked_to_print: list[str], prints_all: Callable[[], None]
) -> None:
    finished, provisional, silent = gathering.answers_all("2"), gathering.comes(), gathering.comes()
    gathering.says(provisional, {"security-lead": "1"})
    officer = gathering.officer
    officer.go(f"{gathering.board}/end")
    assert "1 of 3 businesses have finished." in officer.page.text
    officer.press(button="End the workshop")
    assert "0 of 2 plans are ready" in officer.page.text
    orders = [services.store.find_print(each) for each in asked_to_print]
    assert [(each.kind, each.assessment_id) for each in orders if each] == [
        *[
            ("plan", each.assessment.id)
            for each in services.store.members_of("derbyshire", gathering.workshop.id)
            if each.assessment and each.assessment.id != silent.id
        ],
        ("workshop", None),
    ]
    assert {each.assessment_id for each in orders if each} == {finished.id, provisional.id, None}
    prints_all()
    assert "2 of 2 plans are ready" in officer.go(gathering.board).text
    answer = officer.client.get(f"{gathering.board}/summary.pdf")
    assert answer.mimetype == "application/pdf"
    assert Opened(answer.data).holds("3 businesses took part; 1 finished.")
    assert officer.client.get(f"{gathering.board}/end").headers["Location"] == gathering.board
    with pytest.raises(NotFound):
        services.store.join_workshop(gathering.workshop.id, silent.workspace_id, silent.id, services.now())


def test_the_summary_stays_as_it_was_at_the_end(
    gathering: Gathering, services: Services, asked_to_print: list[str]
) -> None:
    everyone = [gathering.answers_all("2") for _ in range(5)]
    gathering.officer.go(f"{gathering.board}/end")
    gathering.officer.press(button="End the workshop")
    order = asked_to_print[-1]
    before = gathering.workshop.summary
    gathering.says(everyone[0], dict.fromkeys(services.store.answers(everyone[0].id), "0"))
    services.store.delete_workspace(everyone[1].workspace_id)
    gathering.officer.go(f"{gathering.board}/summary")
    assert asked_to_print[-1] == order
    assert gathering.workshop.summary == before
    assert "5 answers in words" in gathering.officer.go(f"{gathering.board}/areas/reporting").text


def test_what_failed_can_be_printed_again(gathering: Gathering, services: Services, asked_to_print: list[str]) -> None:
    gathering.officer.go(f"{gathering.board}/end")
    gathering.officer.press(button="End the workshop")
    for _ in range(2):
        services.store.take_print(asked_to_print[-1], "printer", services.now())
        services.store.give_print_back(asked_to_print[-1], "printer", services.now(), most_tries=2)
    page = gathering.officer.go(f"{gathering.board}/summary")
    assert page.heading == "The summary of the workshop could not be printed"
    gathering.officer.press(button="Try again")
    assert gathering.officer.page.heading == "The summary of the workshop is waiting to be printed"


def test_there_is_no_summary_before_the_end(gathering: Gathering) -> None:
    for address in ("summary", "summary.pdf"):
        gathering.officer.go(f"{gathering.board}/{address}", 404)


def test_beginning_and_ending_stand_in_the_log(site: Flask) -> None:
    gathering = Gathering(site)
    gathering.officer.go(f"{gathering.board}/end")
    gathering.officer.press(button="End the workshop")
    boss = Officer(site).joins("derbyshire", "administrator")
    text = boss.go("/advisers/team/log").text
    title = gathering.workshop.title
    assert f"ended the workshop “{title}”" in text
    assert f"began the workshop “{title}”" in text
    lines = boss.services.store.log_of("derbyshire")
    assert {line.about for line in lines if line.act == "ended-workshop"} >= {gathering.workshop.id}, "kept by its id"


def test_one_that_was_forgotten_closes_by_itself_and_can_be_ended(
    gathering: Gathering, services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    gathering.answers_all("2")
    late = gathering.workshop.until
    gathering.officer.go("/advisers/workshops")
    monkeypatch.setattr("web.advisers.workshops.services", replace_clock(services, late))
    page = gathering.officer.go(gathering.board)
    assert "nobody else can join" in page.text
    assert gathering.code not in page.text
    page = gathering.officer.go("/advisers/workshops")
    assert "End “Pubs of Derby” and get its summary" in page.text


def replace_clock(services: Services, now: datetime) -> Services:
    """The same parts at another time."""
    late = copy(services)
    late.__dict__["now"] = lambda: now
    return late


def test_before_the_end_a_colleague_who_leads_too_is_named(site: Flask, gathering: Gathering) -> None:
    colleague = Officer(site).joins(name="Bo Beside")
    assert "open too" not in gathering.officer.go(f"{gathering.board}/end").text
    colleague.go(f"{gathering.board}/areas/reporting")
    colleague.press(button="Lead everyone")
    page = gathering.officer.go(f"{gathering.board}/end")
    assert "Bo Beside has this workshop open too. Agree with each other before you end it" in page.text
