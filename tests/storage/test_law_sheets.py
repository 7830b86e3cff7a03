"""What is written on the law sheet of a visit: kept by field with its author, all or none, until the signature."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from storage.errors import NotFound
from storage.sqlite import SqliteStore as Store
from storage.visits import SignOff
from tests.storage.place import NOW
from tests.storage.scene import Scene, make_scene

LATER = NOW + timedelta(hours=1)


@pytest.fixture
def scene(store: Store) -> Scene:
    """A force's visit with a business."""
    return make_scene(store)


def test_each_field_has_its_text_and_author(scene: Scene) -> None:
    store, visit = scene.store, scene.visit().id
    assert store.law_sheet(visit).changed is None
    store.change_law_sheet("kent", visit, scene.ann, lambda _: {"words-a": "Old", "looked-a": "The doors"}, NOW)
    store.change_law_sheet("kent", visit, scene.ben, lambda _: {"words-a": "New", "looked-a": "The doors"}, LATER)
    found = store.law_sheet(visit)
    assert found.texts == {"words-a": "New", "looked-a": "The doors"}
    assert found.authors["words-a"] != found.authors["looked-a"], "what did not change keeps its author"
    assert found.changed == LATER


def test_nothing_of_another_force_and_nothing_after_the_signature(scene: Scene) -> None:
    store, visit = scene.store, scene.visit().id
    store.change_law_sheet("kent", visit, scene.ann, lambda _: {"words-a": "Seen"}, NOW)
    with pytest.raises(NotFound):
        store.change_law_sheet("essex", visit, scene.ann, lambda _: {"words-a": "Theirs"}, NOW)
    store.sign_off("kent", visit, SignOff(scene.ann, "Maya", date(2027, 5, 1)), NOW)
    with pytest.raises(NotFound):
        store.change_law_sheet("kent", visit, scene.ann, lambda _: {"words-a": "Late"}, LATER)
    assert store.law_sheet(visit).texts == {"words-a": "Seen"}


def test_what_the_change_raises_ends_it(scene: Scene) -> None:
    store, visit = scene.store, scene.visit().id

    def refuse(before: object) -> dict[str, str]:
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        store.change_law_sheet("kent", visit, scene.ann, refuse, NOW)
    assert store.law_sheet(visit).texts == {}


def test_it_goes_with_the_workspace(scene: Scene) -> None:
    store, visit = scene.store, scene.visit().id
    store.change_law_sheet("kent", visit, scene.ann, lambda _: {"words-a": "Seen"}, NOW)
    store.delete_workspace(scene.ours)
    assert store.law_sheet(visit).texts == {}
