"""Owners' sessions: rows that a token opens, and that end when they are closed, replaced or deleted."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from storage.others import Others
from storage.owner_sessions import NewSession, OwnerSession
from storage.store import Store
from tests.storage.place import HOUR, NOW
from tests.storage.team import joined

SESSION = NewSession(b"first", b"sealed")


def test_a_workspace_begins_with_its_session(store: Store) -> None:
    made, _ = store.begin_workspace(b"code", NOW, session=SESSION)
    assert store.owner_session(b"first", NOW) == OwnerSession(made.id, NOW, NOW, b"sealed")
    assert store.owner_session(b"other", NOW) is None


def test_a_code_opens_a_session_of_its_own_on_each_device(store: Store) -> None:
    made, _ = store.begin_workspace(b"code", NOW, session=SESSION)
    store.find_workspace(b"code", NOW + HOUR, session=NewSession(b"second"))
    assert store.owner_session(b"second", NOW + HOUR) == OwnerSession(made.id, NOW + HOUR, NOW + HOUR, None)
    assert store.owner_session(b"first", NOW + HOUR) is not None
    assert store.find_workspace(b"wrong", NOW, session=NewSession(b"third")) is None
    assert store.owner_session(b"third", NOW) is None


def test_it_is_noted_every_few_minutes_that_a_session_is_used(store: Store) -> None:
    store.begin_workspace(b"code", NOW, session=SESSION)
    soon, later = NOW + timedelta(minutes=4), NOW + timedelta(minutes=9)
    for moment, seen in ((soon, NOW), (later, NOW), (later, later)):
        found = store.owner_session(b"first", moment)
        assert found is not None
        assert found.seen == seen


def test_a_closed_session_never_opens_again(store: Store) -> None:
    store.begin_workspace(b"code", NOW, session=SESSION)
    for _ in range(2):
        store.close_session(b"first")
        assert store.owner_session(b"first", NOW) is None


def code_in(store: Store, digest: bytes = b"first", now: datetime = NOW) -> tuple[bytes | None, str]:
    """The sealed code in a session, and its state."""
    found = store.owner_session(digest, now)
    assert found is not None
    return found.sealed_code, found.code_state


def test_the_code_can_be_shown_once_more_and_is_forgotten_when_it_is_kept_again(store: Store) -> None:
    store.begin_workspace(b"code", NOW, session=SESSION)
    store.show_code_again(b"first")
    assert code_in(store) == (b"sealed", "new"), "it is shown still"
    store.keep_code(b"first")
    assert code_in(store) == (b"sealed", "kept")
    store.show_code_again(b"first")
    assert code_in(store) == (b"sealed", "again")
    store.keep_code(b"first")
    assert code_in(store)[0] is None
    store.show_code_again(b"first")
    assert code_in(store)[0] is None
    for act in (store.keep_code, store.show_code_again):
        act(b"unknown")


def test_a_code_that_is_used_on_another_day_in_london_is_forgotten(store: Store) -> None:
    late = datetime(2026, 7, 1, 22, 30, tzinfo=UTC)
    store.begin_workspace(b"code", late, session=SESSION)
    store.begin_workspace(b"other", late, session=NewSession(b"foreign", b"theirs"))
    store.find_workspace(b"code", late + timedelta(minutes=29))
    assert code_in(store, now=late) == (b"sealed", "new"), "23:59 of the same day in London"
    store.find_workspace(b"code", late + timedelta(minutes=31), session=NewSession(b"second"))
    assert code_in(store, now=late)[0] is None
    assert code_in(store, b"foreign", late) == (b"theirs", "new")


def test_a_new_code_ends_every_session_but_the_one_that_it_begins(store: Store) -> None:
    made, _ = store.begin_workspace(b"code", NOW, session=SESSION)
    store.find_workspace(b"code", NOW, session=NewSession(b"second"))
    store.begin_workspace(b"other", NOW, session=NewSession(b"foreign"))
    store.replace_code(made.id, b"new", NOW, session=NewSession(b"third", b"again"))
    assert [store.owner_session(each, NOW) for each in (b"first", b"second")] == [None, None]
    assert store.owner_session(b"third", NOW) == OwnerSession(made.id, NOW, NOW, b"again")
    assert store.owner_session(b"foreign", NOW) is not None


def test_a_deleted_workspace_is_open_nowhere(store: Store) -> None:
    made, _ = store.begin_workspace(b"code", NOW, session=SESSION)
    store.delete_workspace(made.id)
    assert store.owner_session(b"first", NOW) is None


def test_old_sessions_are_forgotten(store: Store) -> None:
    store.begin_workspace(b"code", NOW, session=SESSION)
    store.begin_workspace(b"other", NOW + HOUR, session=NewSession(b"newer"))
    assert store.forget_sessions(NOW) == 0
    assert store.forget_sessions(NOW + HOUR) == 1
    assert store.owner_session(b"first", NOW + HOUR) is None
    assert store.owner_session(b"newer", NOW + HOUR) is not None


def test_a_session_knows_of_others_that_are_used_now(store: Store) -> None:
    store.begin_workspace(b"code", NOW, session=SESSION)
    store.begin_workspace(b"other", NOW, session=NewSession(b"foreign"))
    store.find_workspace(b"code", NOW, session=NewSession(b"second"))
    soon, later = NOW + timedelta(minutes=9), NOW + timedelta(minutes=11)
    for digest, moment, others in (
        (b"first", soon, 1),
        (b"foreign", soon, 0),
        (b"second", later, 1),
        (b"first", later, 1),
    ):
        found = store.owner_session(digest, moment)
        assert found is not None
        assert found.others == Others({}, others), (digest, moment)
    found = store.owner_session(b"second", NOW + timedelta(minutes=40))
    assert found is not None
    assert not found.others


def test_a_session_knows_of_an_adviser_with_a_visit_of_its_workspace(store: Store) -> None:
    ours, _ = store.begin_workspace(b"code", NOW, session=SESSION)
    account = joined(store)
    (sign_in,) = store.sign_ins_of(account.id, NOW)
    assert store.be_at(sign_in.id, ours.id, NOW) == Others({}, 1)
    for minutes, others in ((9, Others({account.id: account.name})), (11, Others())):
        found = store.owner_session(b"first", NOW + timedelta(minutes=minutes))
        assert found is not None
        assert found.others == others
