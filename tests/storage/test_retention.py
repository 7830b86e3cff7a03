"""Workspaces that nobody has used for long: found by an index, deleted a few at a time, and no others."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from storage.owner_sessions import NewSession
from storage.sqlite import SqliteStore
from storage.sqlite.connections import connect
from storage.store import Store
from tests.storage.conftest import KEY
from tests.storage.place import DAY, HOUR, NOW, furnish


def test_only_what_was_left_is_deleted_oldest_first(store: Store) -> None:
    left = [furnish(store, b"left %d" % number, NOW + number * DAY) for number in range(3)]
    used = furnish(store, b"used", NOW)
    store.find_workspace(b"used", NOW + 9 * DAY)
    assert store.untouched_workspaces(NOW + 5 * DAY) == 3
    assert store.delete_untouched(NOW + 5 * DAY, 2) == 2
    assert [store.workspace(each.workspace.id) is None for each in left] == [True, True, False]
    assert store.delete_untouched(NOW + 5 * DAY, 2) == 1
    assert store.delete_untouched(NOW + 5 * DAY, 2) == 0
    assert store.workspace(used.workspace.id) is not None
    assert store.answers(used.assessment.id)
    assert store.answers(left[0].assessment.id) == {}


def test_opening_and_saving_count_as_use_and_a_session_alone_does_not(store: Store) -> None:
    place = furnish(store, b"code", NOW)
    store.find_workspace(b"code", NOW + DAY, session=NewSession(b"open"))
    assert store.untouched_workspaces(NOW + 2 * DAY) == 1
    store.owner_session(b"open", NOW + 3 * DAY)
    assert store.untouched_workspaces(NOW + 2 * DAY) == 1
    store.save_profile(place.workspace.id, place.premises.id, {"people": 3}, NOW + 3 * DAY)
    assert store.untouched_workspaces(NOW + 2 * DAY) == 0


def test_a_use_is_written_once_on_a_day_in_london(store: Store) -> None:
    """Days count, and saves are many. In summer a day in London begins at 23:00 UTC."""
    place = furnish(store, b"code", NOW)
    ours, which = place.workspace.id, place.assessment.id
    midnight, written = datetime(2026, 5, 4, 23, tzinfo=UTC), []
    for moment in (NOW + HOUR, midnight - timedelta(microseconds=1), midnight, midnight + HOUR, NOW):
        store.save_answers(ours, which, {}, moment)
        found = store.workspace(ours)
        assert found is not None
        written.append(found.touched)
    assert written == [NOW, NOW, midnight, midnight, NOW]


def test_what_is_left_is_found_without_a_walk_through_the_rest(store: SqliteStore, path: Path) -> None:
    db = connect(path, KEY, 0)
    for sql in (
        "select count(*) from workspaces where touched < ?",
        "select id from workspaces where touched < ? order by touched limit 20",
    ):
        plan = " ".join(row[3] for row in db.execute(f"explain query plan {sql}", ["2026"]).fetchall())
        assert "SEARCH workspaces USING" in plan
        assert "workspaces_touched (touched<?)" in plan
        assert "SCAN" not in plan
        assert "TEMP B-TREE" not in plan
    db.close()
