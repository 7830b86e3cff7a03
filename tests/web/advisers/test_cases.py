"""The places of one business as one case: taken on, handed over and put back with one press."""

from __future__ import annotations

import pytest
from flask import Flask

from tests.web.advisers.officer import Officer
from tests.web.advisers.test_queue import places

FORCE = "wiltshire"


@pytest.fixture
def team(site: Flask) -> tuple[Officer, Officer]:
    """Two advisers of a force that no other test uses."""
    return Officer(site).joins(FORCE, name="Val Visit"), Officer(site).joins(FORCE, name="Bo Beside")


@pytest.fixture
def case(team: tuple[Officer, Officer]) -> list[str]:
    """The ids of three requests of one business; another business is in the queue as well."""
    places(team[0], "The Mill")
    return places(team[0], "Harbour", "High Street", "Station")


def holders(officer: Officer, case: list[str]) -> list[str | None]:
    """Who has each request of a case, by the first name."""
    store, now = officer.services.store, officer.services.now()
    found = [store.find_share(FORCE, each, now) for each in case]
    names = [store.account(each.taken_by) if each and each.taken_by else None for each in found]
    return [name.name.split()[0] if name else None for name in names]


def acts(officer: Officer, case: list[str]) -> list[str]:
    """What the log says of the requests of a case, oldest first."""
    lines = officer.services.store.log_of(FORCE, most=500)
    return [each.act for each in reversed(lines) if each.about in case]


def test_a_case_is_taken_on_from_the_queue_and_another_business_is_not(
    team: tuple[Officer, Officer], case: list[str]
) -> None:
    officer, _ = team
    officer.go("/advisers/requests")
    officer.follow("Take on together: Harbour")
    officer.press(button="Take on all that are new")
    assert "You have taken on" in officer.page.text
    assert "Not moved" not in officer.page.text
    assert holders(officer, case) == ["Val", "Val", "Val"]
    assert acts(officer, case) == ["took"] * 3
    mine = officer.services.store.queue(FORCE, officer.services.now(), "taken")
    assert {each.share.id for each in mine if each.share.taken_by == officer.account.id} == set(case)


def test_what_a_colleague_has_taken_meanwhile_is_said_by_place(team: tuple[Officer, Officer], case: list[str]) -> None:
    officer, other = team
    officer.go(f"/advisers/requests/{case[0]}")
    officer.follow("All 3 requests of this business")
    other.services.store.take(FORCE, case[1], other.account.id, other.services.now())
    officer.press(button="Take on all that are new")
    assert holders(officer, case) == ["Val", "Bo", "Val"]
    said = " ".join(officer.page.text.split())
    assert "Not moved. High Street" in said.replace("⁨", "").replace("⁩", "")
    assert "Bo Beside has taken it on" in said
    officer.press(button="Take over all from colleagues")
    assert holders(officer, case) == ["Val", "Val", "Val"]


def test_a_case_is_assigned_and_put_back_and_a_closed_request_stays(
    team: tuple[Officer, Officer], case: list[str]
) -> None:
    officer, other = team
    store, now = officer.services.store, officer.services.now()
    store.close_share(FORCE, case[2], officer.account.id, "Called", now)
    officer.go(f"/advisers/requests/{case[0]}/case")
    officer.follow("Assign all to a colleague")
    officer.press(button="Assign all of them", status=400)
    officer.press({"to_account": other.account.id}, button="Assign all of them")
    assert holders(officer, case) == ["Bo", "Bo", "Val"]
    officer.press(button="Put all back in the queue")
    assert holders(officer, case) == [None, None, "Val"]
    assert acts(officer, case) == ["closed", "assigned", "assigned", "returned", "returned"]


def test_pressed_twice_is_once(team: tuple[Officer, Officer], case: list[str]) -> None:
    officer, _ = team
    page = officer.go(f"/advisers/requests/{case[0]}/case")
    form = page.form("Take on all that are new")
    for _ in range(2):
        officer.send(form.action or "", form.values)
    assert acts(officer, case) == ["took"] * 3
    assert "Not moved" not in officer.page.text


def test_a_colleague_who_was_suspended_meanwhile_gets_nothing(team: tuple[Officer, Officer], case: list[str]) -> None:
    officer, other = team
    officer.go(f"/advisers/requests/{case[0]}/case/assign")
    store, now = officer.services.store, officer.services.now()
    values = {**officer.page.form("Assign all of them").values, "to_account": [other.account.id]}
    store.suspend(other.account.id, by=officer.account.id, now=now)
    officer.send(officer.at, values, 400)
    assert holders(officer, case) == [None, None, None]
    assert store.move_case(FORCE, "unknown", officer.account.id, "take", now, None) == ()
    share = store.find_share(FORCE, case[0], now)
    assert share is not None
    assert store.move_case(FORCE, share.workspace_id, officer.account.id, "assign", now, other.account.id) == ()
    assert store.move_case("kent", share.workspace_id, officer.account.id, "take", now, None) == ()
    assert holders(officer, case) == [None, None, None]
