"""What people write in the procedures of a place comes back, outlives assessments, and what was printed of it goes."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from storage.errors import NotFound
from storage.procedures import Written
from storage.store import Store
from tests.storage.place import HOSTILE, HOUR, NOW, furnish


def test_what_is_written_comes_back_and_what_is_not_named_stays(store: Store) -> None:
    place = furnish(store)
    ours, where = place.workspace.id, place.premises.id
    store.change_procedures(ours, where, lambda _: {"get-out.meet": "The bakery"}, NOW + HOUR)
    assert store.procedures(where) == Written(
        {"lock-down.doors": "Front door", "get-out.meet": "The bakery"}, NOW + HOUR
    )
    store.change_procedures(ours, where, lambda _: {"get-out.meet": ""}, NOW + HOUR)
    assert store.procedures(where).texts["get-out.meet"] == "", "taken out is not the same as never written"


@pytest.mark.parametrize("text", HOSTILE)
def test_text_comes_back_exactly(store: Store, text: str) -> None:
    place = furnish(store)
    store.change_procedures(place.workspace.id, place.premises.id, lambda _: {"get-out.meet": text}, NOW)
    assert store.procedures(place.premises.id).texts["get-out.meet"] == text


def test_the_change_sees_what_is_written_now_and_an_error_in_it_keeps_nothing(store: Store) -> None:
    place = furnish(store)
    ours, where = place.workspace.id, place.premises.id
    before = store.procedures(where)

    def fails(texts: Mapping[str, str]) -> Mapping[str, str]:
        assert texts == {"lock-down.doors": "Front door"}
        raise RuntimeError

    with pytest.raises(RuntimeError):
        store.change_procedures(ours, where, fails, NOW + HOUR)
    assert store.procedures(where) == before


def test_they_belong_to_the_place_and_outlive_its_assessment(store: Store) -> None:
    place = furnish(store)
    store.delete_assessment(place.workspace.id, place.assessment.id, NOW)
    assert store.procedures(place.premises.id).texts == {"lock-down.doors": "Front door"}
    added = store.add_premises(place.workspace.id, NOW)
    assert store.procedures(added.id) == Written()
    store.delete_premises(place.workspace.id, place.premises.id, NOW)
    assert store.procedures(place.premises.id) == Written()


def test_what_was_printed_goes_when_something_changes_and_only_of_this_place(store: Store) -> None:
    place = furnish(store)
    ours, where = place.workspace.id, place.premises.id
    added = store.add_premises(ours, NOW)
    printed = store.order_print("procedures", "1", {"premises": where}, NOW, workspace_id=ours)
    other = store.order_print("procedures", "2", {"premises": added.id}, NOW, workspace_id=ours)
    store.change_procedures(ours, where, lambda texts: texts, NOW + HOUR)
    assert store.find_print(printed.id) is not None, "nothing has changed"
    store.change_procedures(ours, where, lambda _: {"get-out.meet": "The bakery"}, NOW + HOUR)
    assert store.find_print(printed.id) is None
    assert store.find_print(other.id) == other
    assert store.find_print(place.order.id) is not None, "the plan shows nothing of it"


def test_another_place_of_ours_is_not_found_in_another_workspace(store: Store) -> None:
    place, other = furnish(store), furnish(store, b"theirs")
    with pytest.raises(NotFound):
        store.change_procedures(other.workspace.id, place.premises.id, lambda _: {"get-out.meet": "!"}, NOW)
    assert store.procedures(place.premises.id).texts == {"lock-down.doors": "Front door"}
