"""What any store must do with a workspace of several places: adding one from another, last time, deleting one."""

from __future__ import annotations

from datetime import date

import pytest

from assessment.answers import Answer
from storage.errors import NotFound
from storage.records import Assessment
from storage.store import Store
from storage.visits import SignOff
from tests.storage.place import BANK, DAY, HOUR, NOW, PROFILE, furnish
from tests.storage.scene import make_scene


def test_a_place_is_added_with_a_profile_and_a_last_time(store: Store) -> None:
    place = furnish(store)
    ours, which = place.workspace.id, place.assessment.id
    added = store.add_premises(ours, NOW + DAY, profile=PROFILE, answers_from=which)
    assert store.premises_of(ours)[1] == added
    assert (added.profile, added.force_id, added.answers_from) == (PROFILE, None, which)
    workspace = store.workspace(ours)
    assert workspace is not None
    assert workspace.touched == NOW + DAY


def test_another_workspace_gives_no_last_time(store: Store) -> None:
    us, theirs = furnish(store, b"us"), furnish(store, b"theirs")
    with pytest.raises(NotFound, match="choose again"):
        store.add_premises(us.workspace.id, NOW, answers_from=theirs.assessment.id)
    assert len(store.premises_of(us.workspace.id)) == 1


def test_pressed_twice_one_place_is_added(store: Store) -> None:
    ours = furnish(store).workspace.id
    first = store.add_premises(ours, NOW, profile={"name": "Second"})
    assert store.add_premises(ours, NOW + HOUR / 60, profile={"name": "Second"}) == first
    assert store.add_premises(ours, NOW + HOUR, profile={"name": "Second"}).id != first.id
    assert store.add_premises(ours, NOW, profile={"name": "Third"}).id != first.id
    store.start_assessment(ours, first.id, BANK, "full", NOW)
    assert store.add_premises(ours, NOW, profile={"name": "Second"}).id != first.id


def test_all_assessments_come_by_place_the_newest_first(store: Store) -> None:
    place = furnish(store)
    ours = place.workspace.id
    second = store.add_premises(ours, NOW + HOUR)
    other = store.start_assessment(ours, second.id, BANK, "full", NOW + HOUR)
    newer = store.start_assessment(ours, place.premises.id, BANK, "full", NOW + 2 * HOUR)
    assert store.assessments_in(ours) == (newer, place.assessment, other)
    assert store.assessments_in("unknown") == ()


def _last(store: Store, workspace_id: str, assessment: Assessment) -> str | None:
    """The id of what was said last time."""
    found = store.answered(workspace_id, assessment.id)
    assert found is not None
    return found.last_id


def test_last_time_is_the_newest_finished_one_begun_before(store: Store) -> None:
    place = furnish(store)
    ours, where, first = place.workspace.id, place.premises.id, place.assessment
    assert _last(store, ours, first) is None
    store.finish(ours, first.id, NOW + HOUR)
    unfinished = store.start_assessment(ours, where, BANK, "full", NOW + 2 * HOUR)
    newest = store.start_assessment(ours, where, BANK, "quick", NOW + 3 * HOUR)
    for each in (unfinished, newest):
        assert _last(store, ours, each) == first.id
    assert _last(store, ours, first) is None
    store.finish(ours, unfinished.id, NOW + 4 * HOUR)
    assert _last(store, ours, newest) == unfinished.id
    store.finish(ours, newest.id, NOW + 5 * HOUR)
    assert _last(store, ours, unfinished) == first.id


def test_an_added_place_has_the_last_time_that_it_was_added_with_until_it_has_its_own(store: Store) -> None:
    place = furnish(store)
    ours, first = place.workspace.id, place.assessment
    store.finish(ours, first.id, NOW)
    added = store.add_premises(ours, NOW + HOUR, answers_from=first.id)
    own = store.start_assessment(ours, added.id, BANK, "quick", NOW + HOUR)
    assert _last(store, ours, own) == first.id
    store.finish(ours, own.id, NOW + 2 * HOUR)
    again = store.start_assessment(ours, added.id, BANK, "quick", NOW + 3 * HOUR)
    assert _last(store, ours, again) == own.id


def test_deleting_one_place_takes_what_is_its_own_and_what_shows_it(store: Store) -> None:
    place = furnish(store)
    ours, where = place.workspace.id, place.premises.id
    added = store.add_premises(ours, NOW, profile={"name": "Stays"}, answers_from=place.assessment.id)
    stays = store.start_assessment(ours, added.id, BANK, "quick", NOW)
    store.save_answers(ours, stays.id, {"gates": Answer("2")}, NOW)
    of_all = store.order_print("places", "key", {}, NOW, workspace_id=ours)
    of_other = store.order_print("plan", "key", {}, NOW, workspace_id=ours, assessment_id=stays.id)
    store.delete_premises(ours, where, NOW + HOUR)
    assert [each.id for each in store.premises_of(ours)] == [added.id]
    assert store.premises_of(ours)[0].answers_from is None
    assert store.find_assessment(place.assessment.id) is None
    assert store.answers(place.assessment.id) == {}
    assert store.logo(where) is None
    assert store.shares_of(ours) == ()
    assert store.find_print(place.order.id) is None
    assert store.find_print(of_all.id) is None
    assert store.find_print(of_other.id) == of_other
    assert store.answers(stays.id) == {"gates": Answer("2")}
    with pytest.raises(NotFound):
        store.delete_premises(ours, where, NOW)


def test_prints_of_the_whole_workspace_go_with_an_assessment(store: Store) -> None:
    place = furnish(store)
    of_all = store.order_print("places", "key", {}, NOW, workspace_id=place.workspace.id)
    other = furnish(store, b"theirs")
    of_others = store.order_print("places", "key", {}, NOW, workspace_id=other.workspace.id)
    store.delete_assessment(place.workspace.id, place.assessment.id, NOW + HOUR)
    assert store.find_print(of_all.id) is None
    assert store.find_print(of_others.id) == of_others


def test_another_workspace_deletes_no_place(store: Store) -> None:
    us, theirs = furnish(store, b"us"), furnish(store, b"theirs")
    before = store.premises_of(theirs.workspace.id)
    with pytest.raises(NotFound):
        store.delete_premises(us.workspace.id, theirs.premises.id, NOW)
    assert store.premises_of(theirs.workspace.id) == before
    assert store.printed_document(theirs.order.id) == b"%PDF"
    assert store.find_print(us.order.id) is not None


def test_signed_visits_are_known_by_assessment(store: Store) -> None:
    scene = make_scene(store)
    assert store.visits_signed(scene.ours) == {}
    visit = scene.visit()
    assert store.visits_signed(scene.ours) == {}
    store.sign_off("kent", visit.id, SignOff(scene.ann, "Maya", date(2026, 11, 4)), NOW + HOUR)
    assert store.visits_signed(scene.ours) == {scene.which: NOW + HOUR}
    assert store.visits_signed("unknown") == {}
