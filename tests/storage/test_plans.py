"""What becomes of finished plans: typed items and levels that moved come back, and the assessment stays as it was."""

from __future__ import annotations

from datetime import date

import pytest

from assessment.answers import Answer
from assessment.progress import NO_PROGRESS, PlanItem, Progress
from storage.errors import Unfinished
from storage.plans import NewUpdate, PlanChange
from storage.store import Store
from tests.storage.place import HOSTILE, HOUR, NOW, furnish

MAYA = PlanItem("Maya", date(2026, 12, 8), "not-doing", "Sold", "£40", "Ask Sam", "A photo")


def finished(store: Store) -> tuple[str, str]:
    """A workspace and its finished assessment."""
    place = furnish(store)
    store.finish(place.workspace.id, place.assessment.id, NOW)
    return place.workspace.id, place.assessment.id


def test_what_is_typed_comes_back_and_replaces_what_was_there(store: Store) -> None:
    ours, which = finished(store)
    assert store.progress(which) == NO_PROGRESS
    store.change_plan(ours, which, lambda _: PlanChange({"job.lock": MAYA}), NOW)
    store.change_plan(ours, which, lambda _: PlanChange({"action.gates": PlanItem("Sam")}), NOW + HOUR)
    found = store.progress(which)
    assert found.items == {"job.lock": MAYA, "action.gates": PlanItem("Sam")}
    assert found.item("job.other") == PlanItem()
    assert found.changed == NOW + HOUR
    store.change_plan(ours, which, lambda _: PlanChange({"job.lock": PlanItem()}), NOW)
    assert store.progress(which).item("job.lock") == PlanItem()


@pytest.mark.parametrize("text", HOSTILE)
def test_text_comes_back_exactly(store: Store, text: str) -> None:
    ours, which = finished(store)
    change = PlanChange({"job.lock": PlanItem(text, note=text)}, (NewUpdate("gates", "1", "2", text),))
    store.change_plan(ours, which, lambda _: change, NOW)
    assert store.progress(which).item("job.lock") == PlanItem(text, note=text)
    assert store.progress(which).updates[0].by == text


def test_a_level_moves_and_comes_back_and_the_answers_stay(store: Store) -> None:
    ours, which = finished(store)
    before = store.answers(which)
    store.change_plan(ours, which, lambda _: PlanChange(updates=(NewUpdate("gates", "1", "2", "Maya"),)), NOW)
    store.change_plan(ours, which, lambda _: PlanChange(updates=(NewUpdate("gates", "2", "3"),)), NOW + HOUR)
    first, second = store.progress(which).updates
    assert (first.before, first.after, first.by, first.at) == ("1", "2", "Maya", NOW)
    assert (second.after, second.by, second.undone) == ("3", "", None)
    store.change_plan(ours, which, lambda _: PlanChange(undone=(second.id,)), NOW + 2 * HOUR)
    store.change_plan(ours, which, lambda _: PlanChange(undone=(second.id, "unknown")), NOW + 3 * HOUR)
    assert [update.undone for update in store.progress(which).updates] == [None, NOW + 2 * HOUR]
    assert store.progress(which).in_force == (first,)
    assert store.answers(which) == before


def test_when_each_plan_was_changed_last(store: Store) -> None:
    ours, which = finished(store)
    assert store.plans_changed(ours) == {}
    store.change_plan(ours, which, lambda _: PlanChange({"job.lock": MAYA}), NOW + HOUR)
    assert store.plans_changed(ours) == {which: NOW + HOUR}
    store.change_plan(ours, which, lambda _: PlanChange(updates=(NewUpdate("gates", "1", "2"),)), NOW + 2 * HOUR)
    assert store.plans_changed(ours) == {which: NOW + 2 * HOUR}
    (update,) = store.progress(which).updates
    store.change_plan(ours, which, lambda _: PlanChange(undone=(update.id,)), NOW + 3 * HOUR)
    assert store.plans_changed(ours) == {which: NOW + 3 * HOUR}
    assert store.plans_changed(ours)[which] == store.progress(which).changed
    assert store.plans_changed("unknown") == {}


def test_an_update_of_another_assessment_is_not_undone(store: Store) -> None:
    ours, which = finished(store)
    store.change_plan(ours, which, lambda _: PlanChange(updates=(NewUpdate("gates", "1", "2"),)), NOW)
    (update,) = store.progress(which).updates
    other = store.open_again(ours, which, NOW).id
    store.finish(ours, other, NOW)
    store.change_plan(ours, other, lambda _: PlanChange(undone=(update.id,)), NOW)
    assert store.progress(which).updates == (update,)


def test_an_unfinished_assessment_has_no_plan_to_work_through(store: Store) -> None:
    place = furnish(store)

    def change(_: Progress) -> PlanChange:
        raise AssertionError("it is not asked")

    with pytest.raises(Unfinished, match="Finish it first"):
        store.change_plan(place.workspace.id, place.assessment.id, change, NOW)


def test_a_new_assessment_starts_where_the_plan_is_today(store: Store) -> None:
    ours, which = finished(store)
    moved = (NewUpdate("gates", "1", "2"), NewUpdate("gates", "2", "3"), NewUpdate("cctv", "3", "0"))
    store.change_plan(ours, which, lambda _: PlanChange({"job.lock": MAYA}, moved), NOW)
    last = store.progress(which).updates[-1]
    store.change_plan(ours, which, lambda _: PlanChange(undone=(last.id,)), NOW)
    again = store.open_again(ours, which, NOW)
    assert store.answers(again.id) == {"gates": Answer("3", "", "Rusty"), "cctv": Answer("3")}
    assert store.progress(again.id).items == {"job.lock": MAYA}
    assert store.progress(again.id).updates == ()


def test_plans_that_have_rested_a_moment_are_found_by_their_last_change(store: Store) -> None:
    ours, which = finished(store)
    assert store.plans_changed_between(NOW, NOW + HOUR) == ()
    store.change_plan(ours, which, lambda _: PlanChange({"job.lock": MAYA}), NOW)
    assert store.plans_changed_between(NOW, NOW + HOUR) == (which,)
    assert store.plans_changed_between(NOW + HOUR, NOW + 2 * HOUR) == (), "before that"
    assert store.plans_changed_between(NOW, NOW) == (), "and not yet"
    store.change_plan(ours, which, lambda _: PlanChange(updates=(NewUpdate("gates", "1", "2"),)), NOW + HOUR)
    assert store.plans_changed_between(NOW, NOW + HOUR) == (), "somebody is still at it"
    assert store.plans_changed_between(NOW, NOW + 2 * HOUR) == (which,)
    (update,) = store.progress(which).updates
    store.change_plan(ours, which, lambda _: PlanChange(undone=(update.id,)), NOW + 3 * HOUR)
    assert store.plans_changed_between(NOW + 2 * HOUR, NOW + 4 * HOUR) == (which,)
