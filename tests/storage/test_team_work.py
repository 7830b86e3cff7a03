"""What the store says of a team's own work: loads, responses, and what was done with visits."""

from __future__ import annotations

from datetime import date, timedelta

from storage.sharing import NewShare
from storage.store import Store
from storage.team_work import Load, Response
from storage.visits import SignOff
from tests.storage.place import HOUR, NOW, adviser, furnish
from tests.storage.scene import make_scene

DAY = timedelta(days=1)


def test_what_each_has_is_counted(store: Store) -> None:
    scene = make_scene(store)
    assert store.loads("kent", NOW) == ()
    store.assign("kent", scene.share.id, scene.ann, scene.ben, NOW)
    assert store.loads("kent", NOW) == (Load(scene.ben, 1, scene.share.created),)
    visit = store.begin_visit("kent", scene.share.id, scene.ann, NOW)
    loads = {load.account_id: load for load in store.loads("kent", NOW)}
    assert loads == {scene.ben: Load(scene.ben, 1, scene.share.created), scene.ann: Load(scene.ann, visits=1)}
    store.sign_off("kent", visit.id, SignOff(scene.ann, "Maya", date(2027, 1, 4)), NOW)
    assert {load.account_id: load.follow_ups for load in store.loads("kent", NOW)} == {scene.ben: 0, scene.ann: 1}
    over = scene.share.until + HOUR
    assert store.loads("kent", over) == (Load(scene.ann, follow_ups=1),), "a follow-up outlasts the share"
    assert store.loads("essex", NOW) == ()
    store.withdraw(scene.ours, scene.share.id, NOW)
    assert store.loads("kent", NOW) == ()


def test_a_response_is_when_somebody_first_had_it(store: Store) -> None:
    place, sam = furnish(store), adviser(store)
    until = NOW + 90 * DAY
    made = store.share(NewShare(place.workspace.id, place.assessment.id, "derbyshire", "share", until), NOW)
    store.look("derbyshire", made.id, sam, NOW + HOUR)
    assert store.responses("derbyshire", NOW) == (Response(NOW, None),), "a look is no response"
    store.take("derbyshire", made.id, sam, NOW + DAY)
    store.return_to_queue("derbyshire", made.id, sam, NOW + 2 * DAY)
    store.take("derbyshire", made.id, sam, NOW + 3 * DAY)
    assert store.responses("derbyshire", NOW) == (Response(NOW, NOW + DAY),)
    assert store.responses("derbyshire", NOW + HOUR) == (), "it came before"
    store.withdraw(place.workspace.id, made.id, NOW)
    assert store.responses("derbyshire", NOW) == ()


def test_one_that_was_passed_on_starts_again_with_the_force_that_has_it(store: Store) -> None:
    place, sam, kim = furnish(store), adviser(store), adviser(store, "btp", "Kim")
    until = NOW + 90 * DAY
    made = store.share(NewShare(place.workspace.id, place.assessment.id, "derbyshire", "share", until), NOW)
    store.take("derbyshire", made.id, sam, NOW + DAY)
    store.pass_on("derbyshire", made.id, sam, "btp", "A station", NOW + 5 * DAY)
    assert store.responses("derbyshire", NOW) == ()
    assert store.responses("btp", NOW) == (Response(NOW + 5 * DAY, None),)
    store.take("btp", made.id, kim, NOW + 6 * DAY)
    assert store.responses("btp", NOW) == (Response(NOW + 5 * DAY, NOW + 6 * DAY),)


def test_what_was_done_with_visits_is_read_from_the_log(store: Store) -> None:
    scene = make_scene(store)
    visit = scene.signed()
    store.follow_up("kent", visit.id, scene.ben, NOW + DAY)
    done = [("began-visit", NOW), ("signed-visit", NOW), ("followed-up", NOW + DAY)]
    assert list(store.work_since("kent", NOW)) == done
    assert list(store.work_since("kent", NOW + HOUR)) == done[2:]
    assert store.work_since("essex", NOW) == ()
