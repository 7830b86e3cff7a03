"""Text blocks: a force's own, saved all or none, each change in its log."""

from __future__ import annotations

from datetime import timedelta

import pytest

from storage.store import Store
from storage.text_blocks import TextBlock
from tests.storage.place import NOW
from tests.storage.team import joined, lines

LATER = NOW + timedelta(hours=1)
GATE, LAMP = TextBlock("Gate", "Shut it", "advice"), TextBlock("Lamp", "It was dark", "findings", "cctv")


def test_blocks_stand_by_title_with_their_authors(store: Store) -> None:
    ann, ben = joined(store).id, joined(store, "ben").id
    store.change_text_blocks("kent", ann, lambda _: {"two": LAMP, "one": GATE}, NOW)
    dark = TextBlock("Dark", "No light", "findings", "cctv")
    store.change_text_blocks("kent", ben, lambda old: {**old, "two": dark}, LATER)
    assert list(store.text_blocks("kent").items()) == [("two", dark), ("one", GATE)]
    found = {block: (author.account_id, author.at) for block, author in store.text_block_authors("kent").items()}
    assert found == {"one": (ann, NOW), "two": (ben, LATER)}, "what did not change keeps its author"
    store.change_text_blocks("kent", ann, lambda _: {"one": None}, LATER)
    assert list(store.text_blocks("kent")) == ["two"]
    acts = [(who, act, about) for who, act, about in lines(store) if act.endswith("text-block")]
    assert acts == [
        (ann, "added-text-block", "two"),
        (ann, "added-text-block", "one"),
        (ben, "changed-text-block", "two"),
        (ann, "removed-text-block", "one"),
    ]


def test_another_force_has_its_own_under_the_same_id(store: Store) -> None:
    ann, eve = joined(store).id, joined(store, "eve", "essex").id
    store.change_text_blocks("kent", ann, lambda _: {"one": GATE}, NOW)
    store.change_text_blocks("essex", eve, lambda old: {} if old else {"one": LAMP}, NOW)
    assert (store.text_blocks("kent"), store.text_blocks("essex")) == ({"one": GATE}, {"one": LAMP})
    store.change_text_blocks("essex", eve, lambda _: {"one": None}, NOW)
    assert store.text_blocks("kent") == {"one": GATE}
    assert store.text_blocks("essex") == {}


def test_what_a_change_raises_ends_it(store: Store) -> None:
    ann = joined(store).id

    def refuse(_: object) -> dict[str, TextBlock | None]:
        raise LookupError

    with pytest.raises(LookupError):
        store.change_text_blocks("kent", ann, refuse, NOW)
    assert store.text_blocks("kent") == {}
