"""What the store says of a team's own work: loads, responses, and what was done with visits."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from assessment.visit_overrides import Remark
from storage.accounts import Invitation
from storage.acts import RemarkChanged
from storage.errors import NotFound
from storage.sharing import NewShare
from storage.sqlite.connections import connect
from storage.store import Store
from storage.team_work import Load, Response
from storage.visits import SignOff
from tests.storage.conftest import KEY
from tests.storage.place import HOUR, NOW, adviser, furnish, setup
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


def test_what_was_changed_in_a_visit_is_logged_without_its_texts(store: Store, path: Path) -> None:
    scene = make_scene(store)
    visit = scene.visit()
    said = {"gates": Remark("0", "1", "", "Private", "New note", looked=True), "cctv": Remark("2", "1", "Because")}
    store.change_remarks("kent", visit.id, lambda _: said, NOW, by=scene.ben)
    store.change_remarks("kent", visit.id, lambda old: dict(old), NOW, by=scene.ann)
    newest, *older = store.log_of("kent")
    assert (newest.account_id, newest.act, newest.about) == (scene.ben, "changed-remarks", visit.id)
    assert "changed-remarks" not in [line.act for line in older], "where nothing changed, nothing is logged"
    parts = [RemarkChanged("cctv", ("level",)), RemarkChanged("gates", ("note", "seen"))]
    assert store.remarks_changed("kent", (1, newest.id), NOW) == {newest.id: parts}
    assert store.remarks_changed("kent", (1, newest.id - 1), NOW) == {}
    assert store.remarks_changed("essex", (1, newest.id), NOW) == {}
    assert store.remarks_changed("kent", (1, newest.id), scene.share.until) == {}, "as long as it is shared"
    db = connect(path, KEY, 0)
    kept = db.conn.execute("select * from remark_changes").fetchall()
    assert len(kept) == 2
    assert not [cell for row in kept for cell in row if cell in ("Private", "New note", "Because", "2", "0")]
    store.delete_workspace(scene.ours)
    assert db.conn.execute("select count(*) from remark_changes").fetchone() == (0,)
    db.close()
    assert store.log_of("kent")[0].act == "changed-remarks", "the line itself stays"


def test_a_feed_is_one_for_each_adviser_and_ends_with_the_account(store: Store) -> None:
    sam, kim = adviser(store), adviser(store, name="Kim")
    store.make_team_feed(sam, b"first", NOW)
    store.make_team_feed(sam, b"second", NOW + HOUR)
    store.make_team_feed(kim, b"kim", NOW)
    assert store.find_team_feed(b"first") is None
    found = store.find_team_feed(b"second")
    assert found is not None
    assert (found.id, store.team_feed_made(sam)) == (sam, NOW + HOUR)
    store.withdraw_team_feed(sam, NOW)
    store.withdraw_team_feed(sam, NOW)
    assert store.find_team_feed(b"second") is None
    acts = [line.act for line in store.log_of("derbyshire", most=4)]
    assert acts == ["withdrew-feed", "made-feed", "made-feed", "made-feed"]
    store.suspend(kim, by=sam, now=NOW)
    assert store.find_team_feed(b"kim") is None
    store.restore(kim, by=sam, now=NOW)
    assert store.find_team_feed(b"kim") is None, "it does not come back"
    for end in ("reset_account", "remove"):
        store.make_team_feed(sam, end.encode(), NOW)
        if end == "remove":
            store.remove(sam, by=kim, now=NOW)
        else:
            store.reset_account(sam, Invitation(b"again", NOW + DAY), NOW)
            assert store.find_team_feed(b"reset_account") is None
            store.accept_invitation(b"again", setup(), NOW)
    assert store.find_team_feed(b"remove") is None
    with pytest.raises(NotFound):
        store.make_team_feed(sam, b"gone", NOW)
