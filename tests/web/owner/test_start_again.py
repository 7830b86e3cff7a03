"""With a workspace open, the start page goes on with it, and another one is only started by somebody who says so."""

from __future__ import annotations

import pytest
from flask import Flask

from tests.person import Person
from usecases import limits, workspaces
from usecases.limits import Limit
from usecases.services import Services


def begun(person: Person) -> str:
    """The name of the place of an open workspace, with its profile filled in."""
    person.starts()
    return "The Copper Kettle"


def test_the_start_page_goes_on_with_the_open_workspace(person: Person) -> None:
    name = begun(person)
    page = person.go("/")
    assert not [form for form in page.forms if "Start now" in form.buttons]
    person.follow(f"Continue with {name}")
    assert person.at == "/workspace"


def test_before_it_has_a_name_it_is_your_workspace(person: Person) -> None:
    person.begins()
    person.go("/")
    person.follow("Continue with your workspace")
    assert person.at.endswith("/profile/place")


def test_nobody_else_sees_a_workspace_on_the_start_page(person: Person, another: Person) -> None:
    name = begun(person)
    assert name not in another.go("/").text
    assert another.page.form("Start now").action == "/begin"
    person.go("/workspace")
    person.press(button="Close my workspace")
    assert person.go("/").form("Start now")


def test_another_workspace_asks_first_and_speaks_of_the_code(person: Person) -> None:
    start = person.starts()
    person.go("/")
    page = person.follow("Start another workspace")
    assert page.heading == "Start another workspace?"
    assert "The Copper Kettle is open on this device" in page.text
    assert "Only its return code opens this one again" in page.text
    person.go(start)
    person.go("/workspace/another")
    person.press(button="I have the code")
    assert person.at == "/code"
    person.go(start, 404)


def test_an_old_start_page_does_not_close_what_is_open(person: Person, another: Person) -> None:
    stale = person.go("/").form("Start now")
    person.returns(another.begins())
    person.send(stale.action or "", {})
    assert person.at == "/workspace/another"
    person.follow("Continue with")
    assert person.at.endswith("/profile/place"), "the workspace is still open"


def test_a_double_press_starts_one_assessment(person: Person, services: Services) -> None:
    person.begins()
    person.fills_profile()
    person.press()
    form, address = person.page.form("Start the questions"), person.at
    for _ in range(2):
        person.send(address, {**form.values, "kind": ["quick"]})
    (place,) = services.store.premises_of(_workspace(services, person.at))
    (started,) = services.store.assessments_of(place.workspace_id, place.id)
    assert person.at == f"/assessments/{started.id}"


def test_a_room_behind_one_address_begins_and_a_flood_is_slowed(site: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    """The limit is lowered from ten for each of sixty people to two for each of six."""
    assert limits.BEGINNINGS.most == 600
    monkeypatch.setattr(workspaces, "BEGINNINGS", Limit(12, limits.BEGINNINGS.window))
    room = [Person(site) for _ in range(6)]
    for each in room:
        each.client.environ_base["REMOTE_ADDR"] = "203.0.113.77"
        for _ in range(2):
            each.begins()
    room[0].go("/")
    room[0].follow("Start another workspace")
    assert "Try again in 1 hour" in room[0].press(button="I have the code", status=429).text
    assert room[0].go("/workspace").heading, "what is open stays open"
    Person(site).begins()


def test_the_name_of_the_service_leads_to_the_workspace_inside_it(person: Person) -> None:
    start = person.starts()
    for address, home in ((start, "/workspace"), ("/workspace", "/workspace"), ("/about", "/"), ("/", "/")):
        (name,) = person.go(address).all("a", "masthead__name")
        assert name.get("href") == home, address


def _workspace(services: Services, address: str) -> str:
    """The id of the workspace of an assessment's page."""
    found = services.store.find_assessment(address.split("/")[2])
    assert found is not None
    return found.workspace_id
