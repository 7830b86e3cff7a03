"""Joining a workshop: with the code or the link, alone or with what one has already; being led; leaving."""

from __future__ import annotations

import pytest
from flask import Flask

from tests.person import Person
from tests.web.advisers.gathering import Gathering
from usecases.limits import JOIN_CODES, JOIN_DEVICE, TooManyTries
from usecases.services import Services
from usecases.workshop_membership import GUESSING, find_workshop

WRONG = [("#code", "No workshop is open with that code. Check it against the adviser’s screen")]


@pytest.fixture
def gathering(site: Flask) -> Gathering:
    """A quick workshop in which nobody is yet."""
    return Gathering(site)


def members(gathering: Gathering) -> list[str | None]:
    """The assessments that take part."""
    found = gathering.services.store.members_of("derbyshire", gathering.workshop.id)
    return [each.assessment.id if each.assessment else None for each in found]


def joins(person: Person, gathering: Gathering) -> str:
    """Join as a new business, up to the task list; gives its address."""
    person.go(f"/join/{gathering.code}")
    person.press(button="Join the workshop")
    person.keeps_code()
    person.fills_profile()
    person.press()
    assert person.page.heading == "Your questions"
    person.press(button="Start the questions")
    return person.at


@pytest.mark.parametrize("typing", [str, str.lower, lambda code: code.replace("-", " "), lambda code: f" {code} "])
def test_the_code_opens_it_however_it_is_typed(person: Person, gathering: Gathering, typing: type) -> None:
    person.go("/join")
    page = person.press({"code": str(typing(gathering.code))})
    assert page.heading == "Join “Pubs of Derby”"
    assert "Derbyshire" in page.text
    assert "Not your name" in page.text


def test_a_new_business_is_taken_to_the_questions_of_the_workshop(person: Person, gathering: Gathering) -> None:
    person.go(f"/join/{gathering.code}")
    person.press(button="Join the workshop")
    assert person.page.heading == "Keep your return code"
    assert members(gathering) == [None]
    person.keeps_code()
    person.fills_profile()
    person.press()
    person.press(button="Start the questions")
    assert members(gathering) == [person.at.split("/")[2]]
    found = gathering.services.store.find_assessment(person.at.split("/")[2])
    assert found is not None
    assert found.kind == "quick"


def test_an_open_workspace_joins_with_what_it_has(person: Person, gathering: Gathering) -> None:
    start = person.starts("full")
    person.go(f"/join/{gathering.code}")
    person.press(status=400)
    assert person.page.errors == [("#with", "Select how you want to take part")]
    person.press({"with": start.split("/")[2]})
    assert person.at == start
    assert members(gathering) == [start.split("/")[2]]
    assert "You have already joined" in person.go(f"/join/{gathering.code}").text


def test_an_open_workspace_joins_with_a_new_assessment_of_its_place(person: Person, gathering: Gathering) -> None:
    start = person.starts("full")
    page = person.go(f"/join/{gathering.code}")
    person.press({"with": page.form("Join").offers["with"][1]})
    assert person.at.startswith("/assessments/")
    assert person.at != start
    assert members(gathering) == [person.at.split("/")[2]]


def test_an_open_workspace_without_a_description_is_asked_for_it(person: Person, gathering: Gathering) -> None:
    person.begins()
    page = person.go(f"/join/{gathering.code}")
    person.press({"with": page.form("Join").offers["with"][0]})
    assert person.at.endswith("/profile/place")
    person.fills_profile()
    person.press()
    person.press(button="Start the questions")
    assert members(gathering) == [person.at.split("/")[2]]


def test_nobody_joins_with_what_is_another_s(person: Person, another: Person, gathering: Gathering) -> None:
    theirs = person.starts().split("/")[2]
    another.starts()
    another.go(f"/join/{gathering.code}")
    another.send(another.at, {"with": [theirs]}, 400)
    assert members(gathering) == []


def test_a_workspace_that_was_closed_elsewhere_is_not_offered(
    person: Person, another: Person, gathering: Gathering
) -> None:
    code = person.begins()
    another.returns(code)
    another.press(button="Get a new return code")
    page = person.go(f"/join/{gathering.code}")
    assert "How do you want to take part?" not in page.text


@pytest.mark.parametrize("typed", ["0000-0000", "x", "'; drop table workshops", "🔥"])
def test_wrong_codes_look_alike(person: Person, gathering: Gathering, typed: str) -> None:
    person.go("/join")
    assert person.press({"code": typed}, status=400).errors == WRONG
    assert person.go(f"/join/{typed}", 404).errors == WRONG


def test_an_empty_code_is_asked_for(person: Person) -> None:
    person.go("/join")
    assert person.press(status=400).errors == [("#code", "Enter the code on the adviser’s screen")]


def test_a_room_of_sixty_mistypes_and_everyone_joins(site: Flask, gathering: Gathering) -> None:
    for _ in range(60):
        person = Person(site)
        person.client.environ_base["REMOTE_ADDR"] = "203.0.113.60"
        for typed in ("0000-0000", "0000-0001", "0000-0002"):
            assert person.client.get(f"/join/{typed}").status_code == 404
        person.go(f"/join/{gathering.code}")
        person.press(button="Join")
        assert person.at == "/code"
    assert len(gathering.services.store.members_of("derbyshire", gathering.workshop.id)) == 60


def test_a_flood_of_guesses_is_refused_but_nobody_is_kept_out(person: Person, gathering: Gathering) -> None:
    address = str(person.client.environ_base["REMOTE_ADDR"])
    for number in range(JOIN_CODES.most):
        assert find_workshop(gathering.services, f"0000-{number:04}", address) is None
    person.go("/join/0000-0000", 429)
    person.go(f"/join/{gathering.code}")
    person.press(button="Join")
    assert person.at == "/code"


def test_200_wrong_codes_from_the_room_keep_nobody_out(site: Flask, gathering: Gathering) -> None:
    """One joker with one device; then the others at the same address mistype, are told so, and join."""
    address = "203.0.113.61"
    joker = Person(site)
    joker.client.environ_base["REMOTE_ADDR"] = address
    answers = [joker.client.get(f"/join/0000-{number:04}").status_code for number in range(200)]
    assert answers == [404] * (1 + JOIN_DEVICE.most) + [429] * (199 - JOIN_DEVICE.most)
    for by_link in (True, False):
        other = Person(site)
        other.client.environ_base["REMOTE_ADDR"] = address
        other.go("/join")
        assert other.press({"code": "0000-0000"}, status=400).errors == WRONG
        if by_link:
            other.go(f"/join/{gathering.code}")
        else:
            other.press({"code": gathering.code})
        other.press(button="Join the workshop")
        assert other.at == "/code"
    joker.go(f"/join/{gathering.code}")
    joker.press(button="Join the workshop")
    assert joker.at == "/code", "a right code is never refused, whoever types it"


def test_where_the_whole_network_is_full_a_known_device_still_hears_what_is_wrong(
    site: Flask, gathering: Gathering
) -> None:
    """A script that keeps no cookie fills the network's limit; people with a browser do not pay for it."""
    address = "203.0.113.62"
    for number in range(JOIN_CODES.most):
        assert find_workshop(gathering.services, f"0000-{number:04}", address) is None
    with pytest.raises(TooManyTries):
        find_workshop(gathering.services, "0000-0000", address)
    person = Person(site)
    person.client.environ_base["REMOTE_ADDR"] = address
    person.go("/join")
    assert person.press({"code": "0000-0000"}, status=400).errors == WRONG


def test_the_presenter_is_told_when_someone_guesses(
    site: Flask, gathering: Gathering, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("usecases.workshop_membership._EVERYWHERE", "join:in-this-test")
    joker = Person(site)
    joker.client.environ_base["REMOTE_ADDR"] = "203.0.113.63"
    for number in range(GUESSING - 1):
        joker.client.get(f"/join/0000-{number:04}")
    assert "guessing codes" not in gathering.officer.go(gathering.board).text
    joker.client.get("/join/0000-9999")
    text = gathering.officer.go(gathering.board).text
    assert f"Someone may be guessing codes: {GUESSING} wrong ones" in text
    assert "guessing" not in gathering.officer.go(f"{gathering.board}/screen").text


def test_nobody_joins_one_that_has_ended(person: Person, gathering: Gathering) -> None:
    code = gathering.code
    gathering.officer.go(f"{gathering.board}/end")
    gathering.officer.press(button="End the workshop")
    person.go("/join")
    assert person.press({"code": code}, status=400).errors == WRONG
    assert person.go(f"/join/{code}", 404).errors == WRONG


def test_the_pages_say_where_the_adviser_is_and_take_nobody_there(person: Person, gathering: Gathering) -> None:
    start = joins(person, gathering)
    assert "continue at your own pace" in person.page.text
    gathering.officer.go(f"{gathering.board}/areas/reporting")
    gathering.officer.press(button="Lead everyone")
    assert "The adviser is at: Reporting" in person.go(start).text
    person.follow("Go there")
    assert person.at == f"{start}/areas/reporting/1"
    assert "The adviser is here too: Reporting" in person.page.text
    assert "go there" not in person.page.text.lower(), "not asked of those who are there"
    page = person.go(f"{start}/areas/leadership/1")
    assert "The adviser is at: Reporting Save and go there" in page.text
    name = next(each for each in page.form("Save").offers if each.startswith("choice-"))
    person.press({name: "2"})
    assert person.at.startswith(f"{start}/areas/risk-and-plan/")


def test_going_there_saves_what_is_on_the_page(person: Person, gathering: Gathering, services: Services) -> None:
    start = joins(person, gathering)
    gathering.officer.go(f"{gathering.board}/areas/reporting")
    gathering.officer.press(button="Lead everyone")
    page = person.go(f"{start}/areas/leadership/1")
    name = next(each for each in page.form("Save").offers if each.startswith("choice-"))
    person.send(person.at, {name: ["2"], "go": ["reporting"]})
    assert person.at == f"{start}/areas/reporting/1"
    assert services.store.answers(start.split("/")[2])[name.removeprefix("choice-")].choice == "2"


def test_an_area_that_asks_nothing_leads_to_the_task_list(person: Person, gathering: Gathering) -> None:
    start = joins(person, gathering)
    person.go(f"{start}/areas/communication")  # a quick check asks nothing there
    assert person.at == start
    person.go(f"{start}/areas/nonsense", 404)


def test_after_the_end_the_pages_lead_to_the_plan(person: Person, gathering: Gathering) -> None:
    start = joins(person, gathering)
    gathering.officer.go(f"{gathering.board}/end")
    gathering.officer.press(button="End the workshop")
    person.go(start)
    person.follow("Your plan")
    assert person.at == f"{start}/plan"
    assert "Leave the workshop" not in person.go("/workspace").text


def test_who_leaves_keeps_everything(person: Person, gathering: Gathering, services: Services) -> None:
    start = joins(person, gathering)
    person.go("/workspace")
    person.press(button="Leave the workshop")
    assert "You have left the workshop" in person.page.text
    assert members(gathering) == []
    assert "Workshop" not in person.go(start).text


def test_others_see_nothing_of_it(person: Person, another: Person, gathering: Gathering) -> None:
    joins(person, gathering)
    assert "Pubs of Derby" not in another.go(another.starts()).text
