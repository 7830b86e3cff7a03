"""Staff checks: one at a time for a place, counted while they are open, and nothing kept of one answerer."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from assessment.staff_check import TopicCount
from assessment.staff_release import NOTHING
from storage.errors import NotFound, Refused
from storage.sqlite import SqliteStore
from storage.staff_checks import NewStaffCheck, StaffCheckRecord
from storage.store import Store
from storage.workshops import NewWorkshop
from tests.storage.conftest import KEY
from tests.storage.place import BANK, HOUR, NOW, Place, adviser, furnish

NEW = NewStaffCheck(BANK, staff=7, until=NOW + 2 * HOUR, topics=("doors",), easy=True, tell="Maya")
RUN = {"one": True, "two": False}


@pytest.fixture
def place(store: Store) -> Place:
    """A workspace with a place."""
    return furnish(store)


def begun(store: Store, place: Place) -> StaffCheckRecord:
    """A staff check of the place."""
    return store.begin_staff_check(place.workspace.id, place.premises.id, NEW, NOW)


def now_of(store: Store, check: StaffCheckRecord) -> StaffCheckRecord:
    """The check as it is now."""
    found = store.staff_check(check.workspace_id, check.id)
    assert found is not None
    return found


def test_a_check_is_found_by_its_code_with_all_that_was_said(store: Store, place: Place) -> None:
    check = begun(store, place)
    assert store.find_staff_check(check.code) == check == now_of(store, check)
    assert (check.topics, check.easy, check.staff, check.tell) == (("doors",), True, 7, "Maya")
    assert store.find_staff_check("other") is None
    assert len(check.code) == 10


def test_one_check_of_a_place_is_open_at_a_time(store: Store, place: Place) -> None:
    first = begun(store, place)
    with pytest.raises(Refused, match="running"):
        begun(store, place)
    store.close_staff_check(place.workspace.id, first.id, NOW + HOUR)
    second = begun(store, place)
    assert store.staff_checks_of(place.workspace.id, place.premises.id) == (second, now_of(store, first))
    later = store.begin_staff_check(place.workspace.id, place.premises.id, NEW, NOW + 3 * HOUR)
    assert later.id != second.id, "one whose day is over is not open"


def test_runs_are_counted_by_item_until_everyone_has_answered(store: Store, place: Place) -> None:
    check = begun(store, place)
    assert [store.count_run(check.id, RUN, NOW, too_fast=False) for _ in range(9)] == 7 * [True] + 2 * [False]
    assert store.count_run(check.id, RUN, NOW, too_fast=True) is False
    found = now_of(store, check)
    assert found.counted.responses == 7
    assert dict(found.counted.items) == {"one": TopicCount(7, 7), "two": TopicCount(0, 7)}
    assert (found.too_fast, found.too_many) == (1, 2)


def test_what_was_shown_moves_in_steps_of_five(store: Store, place: Place) -> None:
    check, shown = begun(store, place), []
    for _ in range(7):
        store.count_run(check.id, RUN, NOW, too_fast=False)
        store.show_staff_check(place.workspace.id, check.id)
        shown.append(now_of(store, check).shown)
    assert [each.responses for each in shown] == [0, 0, 0, 0, 5, 5, 5]
    assert shown[0] == NOTHING
    assert shown[-1].items["one"] == TopicCount(5, 5)


@pytest.mark.parametrize("how", ["closed", "its day is over"])
def test_a_check_that_is_over_counts_nothing(store: Store, place: Place, how: str) -> None:
    check, later = begun(store, place), NOW + timedelta(hours=1)
    if how == "closed":
        store.close_staff_check(place.workspace.id, check.id, NOW)
    else:
        later = NOW + timedelta(hours=2)
    with pytest.raises(NotFound):
        store.count_run(check.id, RUN, later, too_fast=False)
    assert now_of(store, check).counted == NOTHING
    assert not now_of(store, check).is_open(later)


def test_closing_twice_keeps_the_first_time(store: Store, place: Place) -> None:
    check = begun(store, place)
    store.close_staff_check(place.workspace.id, check.id, NOW)
    store.close_staff_check(place.workspace.id, check.id, NOW + HOUR)
    assert now_of(store, check).ended == NOW


def test_a_result_is_set_aside_with_a_reason_and_counts_again(store: Store, place: Place) -> None:
    check = begun(store, place)
    store.set_aside_staff_check(place.workspace.id, check.id, "Two teams shared a phone", NOW)
    assert now_of(store, check).set_aside == "Two teams shared a phone"
    store.set_aside_staff_check(place.workspace.id, check.id, "", NOW)
    assert now_of(store, check).set_aside == ""


@pytest.mark.usefixtures("in_the_open")
def test_the_file_holds_nothing_that_tells_one_answerer_from_another(path: Path) -> None:
    """The same answers in any order, at any time, from two people or one after another: the same bytes of content."""
    path.parent.mkdir()
    store = SqliteStore(path, KEY)
    place = furnish(store)
    runs = [{"one": True, "two": False}, {"three": True, "two": True}, {"one": False, "four": True}]
    kept = []
    for order, minutes in (((0, 1, 2), 1), ((2, 0, 1), 17), ((1, 2, 0), 44)):
        check = begun(store, place)
        for at in order:
            store.count_run(check.id, runs[at], NOW + timedelta(minutes=minutes + at), too_fast=False)
        (about,) = store._rows("select * from staff_checks where id = ?", (check.id,))
        kept.append([value for value in about if value not in (check.id, check.code)])
        store.close_staff_check(place.workspace.id, check.id, NOW)
    assert kept[0] == kept[1] == kept[2]
    moments = [(NOW + timedelta(minutes=m + at)).isoformat()[:16] for m in (1, 17, 44) for at in range(3)]
    store.clean_log()
    on_disk = b"".join(each.read_bytes() for each in sorted(path.parent.iterdir()))
    assert b"three" in on_disk
    assert not [moment for moment in moments if moment.encode() in on_disk]
    store.close()


def test_a_workshop_has_the_checks_of_those_who_take_part(store: Store, place: Place) -> None:
    ann = adviser(store, "kent", "Ann")
    room = store.begin_workshop("kent", ann, NewWorkshop("Pubs", "quick", BANK, NOW + 12 * HOUR), NOW)
    assert not room.staff_check
    with pytest.raises(NotFound):
        store.offer_staff_check("derbyshire", room.id, NOW)
    store.offer_staff_check("kent", room.id, NOW)
    found = store.workshop("kent", room.id)
    assert found is not None
    assert found.staff_check
    ours, new = place.workspace.id, replace(NEW, workshop_id=room.id)
    with pytest.raises(NotFound):
        store.begin_staff_check(ours, place.premises.id, new, NOW)
    store.join_workshop(room.id, ours, place.assessment.id, NOW)
    check = store.begin_staff_check(ours, place.premises.id, new, NOW)
    assert store.staff_checks_in("kent", room.id) == (check,)
    assert store.staff_checks_in("derbyshire", room.id) == ()
    store.leave_workshop(ours, room.id)
    assert store.staff_checks_in("kent", room.id) == ()
    assert now_of(store, check) == check, "it stays with its place"
