"""An adviser offers a staff check to a room: each business sees its own result, the adviser counts of businesses."""

from __future__ import annotations

from flask import Flask

from storage.records import Assessment
from storage.staff_checks import StaffCheckRecord
from tests.person import Person
from tests.web.advisers.gathering import Gathering
from usecases.services import Services
from usecases.staff_checks import Wanted, begin_check


def checks(room: Gathering, who: Assessment, *, right: bool) -> StaffCheckRecord:
    """A business runs a check in which five people answer about one topic, and closes it."""
    services = room.services
    wanted = Wanted(staff=5, days=7, workshop_id=room.workshop.id)
    check = begin_check(services, who.workspace_id, who.premises_id, wanted)
    for _ in range(5):
        services.store.count_run(check.id, {"aid-when": right, "hot-typical": True}, services.now(), too_fast=False)
    services.store.close_staff_check(who.workspace_id, check.id, services.now())
    return check


def test_the_room_shows_counts_of_five_businesses_or_more(site: Flask) -> None:
    room = Gathering(site)
    officer = room.officer
    officer.go(room.board)
    officer.follow("Staff check of the room")
    officer.press(button="Offer it to everyone in the room")
    assert "0 businesses have started one" in officer.page.text
    at = officer.at
    for _ in range(4):
        checks(room, room.comes(), right=True)
    assert "4 businesses have started one" in officer.go(at).text
    assert "known well" not in officer.page.text.lower()
    checks(room, room.comes(), right=False)
    assert "Businesses: 4 known well, 1 not known yet." in officer.go(at).text
    for _ in range(4):
        checks(room, room.comes(), right=False)
        assert "Businesses: 4 known well, 1 not known yet." in officer.go(at).text
    leaver = room.comes()
    checks(room, leaver, right=False)
    assert "Businesses: 4 known well, 6 not known yet." in officer.go(at).text
    room.services.store.leave_workshop(leaver.workspace_id, room.workshop.id)
    assert "Businesses: 4 known well, 6 not known yet." in officer.go(at).text


def test_what_is_set_aside_does_not_count(site: Flask) -> None:
    room = Gathering(site)
    room.services.store.offer_staff_check(room.workshop.force_id, room.workshop.id, room.services.now())
    for number in range(5):
        check = checks(room, room.comes(), right=True)
        if number == 0:
            room.services.store.set_aside_staff_check(check.workspace_id, check.id, "Noise", room.services.now())
    assert "Known well" not in room.officer.go(f"{room.board}/staff-check").text


def test_an_owner_counts_in_the_workshop_or_not(site: Flask, services: Services) -> None:
    room = Gathering(site)
    services.store.offer_staff_check(room.workshop.force_id, room.workshop.id, services.now())
    for counts in (True, False):
        person = Person(site)
        person.starts()
        person.go(f"/join/{room.code}")
        person.press({"with": next(each for each in person.page.form().offers["with"] if each != "new")})
        person.go("/workspace")
        assert "The adviser offers everyone a staff check" in person.page.text
        person.follow("Staff checks")
        person.follow("Start a staff check")
        assert "Pubs of Derby" in person.page.text
        person.press({"staff": "9", "room": ["y"] if counts else []}, button="Start the staff check")
    assert len(services.store.staff_checks_in(room.workshop.force_id, room.workshop.id)) == 1


def test_a_check_that_was_not_offered_asks_nothing_about_a_workshop(site: Flask, services: Services) -> None:
    room = Gathering(site)
    person = Person(site)
    person.starts()
    person.go(f"/join/{room.code}")
    person.press({"with": next(each for each in person.page.form().offers["with"] if each != "new")})
    person.go("/workspace")
    person.follow("Staff checks")
    person.follow("Start a staff check")
    assert "Pubs of Derby" not in person.page.text
    person.press({"staff": "9"}, button="Start the staff check")
    assert services.store.staff_checks_in(room.workshop.force_id, room.workshop.id) == ()


def test_it_cannot_be_offered_once_the_workshop_is_over(site: Flask) -> None:
    room = Gathering(site)
    services = room.services
    found = room.workshop
    room.officer.go(f"{room.board}/end")
    room.officer.press(button="End the workshop")
    page = room.officer.go(f"{room.board}/staff-check")
    assert "The workshop is over" in page.text
    assert not services.store.workshop(found.force_id, found.id).staff_check  # type: ignore[union-attr]
