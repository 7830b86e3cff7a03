"""Signed visits go along with a request that is passed on: by the owner's word alone, and as long as it holds."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from storage.errors import NotFound, Refused
from storage.sharing import NewShare
from storage.store import Store
from storage.visits import SignOff
from tests.storage.place import NOW, furnish
from tests.storage.scene import Scene, make_scene
from tests.storage.team import joined

LATER = NOW + timedelta(hours=1)


@pytest.fixture
def scene(store: Store) -> Scene:
    """A force's visit with a business."""
    return make_scene(store)


def passed(scene: Scene) -> str:
    """An adviser of the force to which the request of a signed visit is passed on."""
    scene.store.pass_on("kent", scene.share.id, scene.ann, "essex", "Theirs", NOW)
    return joined(scene.store, "eve", "essex").id


def test_nothing_goes_along_until_the_owner_says_so_and_twice_is_once(scene: Scene) -> None:
    store, share = scene.store, scene.share.id
    assert store.visits_along_since(share) is None
    store.let_visits_along(scene.ours, share, "kent", NOW)
    store.let_visits_along(scene.ours, share, "kent", LATER)
    assert store.visits_along_since(share) == NOW
    for _ in range(2):
        store.keep_visits_back(scene.ours, share)
    assert store.visits_along_since(share) is None


def test_only_the_owner_of_a_share_that_shows_answers_and_lasts(scene: Scene) -> None:
    store, share, theirs = scene.store, scene.share, furnish(scene.store, b"theirs").workspace.id
    contact = store.share(NewShare(scene.ours, scene.which, "essex", "contact", share.until, reach="101"), NOW)
    refused = [(theirs, share.id, NOW), (scene.ours, contact.id, NOW), (scene.ours, share.id, share.until)]
    for workspace_id, share_id, at in refused:
        with pytest.raises(NotFound, match="choose again"):
            store.let_visits_along(workspace_id, share_id, "kent", at)
    store.let_visits_along(scene.ours, share.id, "kent", NOW)
    with pytest.raises(NotFound, match="choose again"):
        store.keep_visits_back(theirs, share.id)
    assert store.visits_along_since(share.id) == NOW
    store.withdraw(scene.ours, share.id, LATER)
    with pytest.raises(NotFound, match="choose again"):
        store.let_visits_along(scene.ours, share.id, "kent", LATER)


def test_the_consent_is_for_one_passing_on(scene: Scene) -> None:
    """Given before the first, it holds for the next force; that passes the request on, and the owner is asked again."""
    store, share = scene.store, scene.share.id
    store.let_visits_along(scene.ours, share, "kent", NOW)
    eve = passed(scene)
    assert store.visits_along_since(share) == NOW
    store.pass_on("essex", share, eve, "btp", "A station", LATER)
    assert store.visits_along_since(share) is None
    with pytest.raises(Refused, match="passed on meanwhile"):
        store.let_visits_along(scene.ours, share, "essex", LATER)
    assert store.visits_along_since(share) is None
    store.let_visits_along(scene.ours, share, "btp", LATER)
    assert store.visits_along_since(share) == LATER


def test_the_signed_visits_of_a_share_are_those_that_count(scene: Scene) -> None:
    store, visit = scene.store, scene.signed()
    right = store.begin_correction("kent", visit.id, scene.ann, since=NOW, now=LATER)
    assert [each.id for each in store.signed_under(scene.share.id)] == [visit.id], "an open one is nobody else's"
    store.sign_off("kent", right.id, SignOff(scene.ann, "Maya", date(2026, 12, 4)), LATER)
    assert [each.id for each in store.signed_under(scene.share.id)] == [right.id]


def test_the_next_force_has_it_as_the_visit_before_while_the_owner_agrees(scene: Scene) -> None:
    store, before = scene.store, scene.signed()
    eve = passed(scene)
    visit = store.begin_visit("essex", scene.share.id, eve, LATER)
    assert store.visit_before(visit.id) is None
    store.let_visits_along(scene.ours, scene.share.id, "essex", LATER)
    found = store.visit_before(visit.id)
    assert found is not None
    assert found.id == before.id
    store.keep_visits_back(scene.ours, scene.share.id)
    assert store.visit_before(visit.id) is None


def test_a_consent_for_one_request_is_none_for_another(scene: Scene) -> None:
    store = scene.store
    scene.signed()
    store.let_visits_along(scene.ours, scene.share.id, "kent", NOW)
    new = NewShare(scene.ours, scene.which, "essex", "share", scene.share.until)
    other, eve = store.share(new, NOW), joined(store, "eve", "essex").id
    visit = store.begin_visit("essex", other.id, eve, LATER)
    assert store.visit_before(visit.id) is None
    assert store.signed_under(other.id) == ()
    assert store.visits_along_since(other.id) is None
