"""Codes for others: what they open, that they end at once, and whose name stands at an answer."""

from __future__ import annotations

from datetime import timedelta

import pytest

from assessment.answers import Answer
from storage.access_codes import MOST_CODES
from storage.errors import NotFound, Refused, StoreError
from storage.grants import Grant, NewAccessCode
from storage.owner_sessions import NewSession
from storage.owners import Origin
from storage.records import AnswerAuthor
from storage.store import Store
from tests.storage.place import HOUR, NOW, Place, furnish

READ = Grant("read")


@pytest.fixture
def place(store: Store) -> Place:
    """A workspace with a place and an assessment."""
    return furnish(store)


def made(store: Store, place: Place, name: str = "Tom", grant: Grant = READ) -> str:
    """The id of a code whose digest is its name."""
    return store.make_access_code(place.workspace.id, NewAccessCode(name.encode(), name, grant), NOW).id


def test_a_session_knows_what_its_code_grants(store: Store, place: Place) -> None:
    for name, grant in (
        ("boss", READ),
        ("Tom", Grant("place", premises_id=place.premises.id)),
        ("IT", Grant("area", None, place.assessment.id, "cctv")),
    ):
        made(store, place, name, grant)
        opened = store.open_access_code(name.encode(), NOW, NewSession(name.encode()))
        session = store.owner_session(name.encode(), NOW)
        assert opened is not None
        assert session is not None
        assert session.workspace_id == place.workspace.id
        assert session.code == opened
        assert (opened.name, opened.grant, opened.used) == (name, grant, NOW)
        assert session.sealed_code is None


def test_a_session_of_the_return_code_has_no_code_for_others(store: Store, place: Place) -> None:
    made(store, place)
    store.find_workspace(b"code", NOW, session=NewSession(b"own"))
    session = store.owner_session(b"own", NOW)
    assert session is not None
    assert session.code is None


def test_a_code_for_others_is_no_return_code_nor_the_other_way_round(store: Store, place: Place) -> None:
    made(store, place)
    assert store.find_workspace(b"Tom", NOW, session=NewSession(b"s")) is None
    assert store.open_access_code(b"code", NOW, NewSession(b"s")) is None
    assert store.owner_session(b"s", NOW) is None


def test_a_withdrawn_code_opens_nothing_and_its_sessions_are_over(store: Store, place: Place) -> None:
    tom, boss = made(store, place), made(store, place, "boss")
    for digest, code in ((b"1", b"Tom"), (b"2", b"Tom"), (b"3", b"boss")):
        store.open_access_code(code, NOW, NewSession(digest))
    store.find_workspace(b"code", NOW, session=NewSession(b"own"))
    for _ in range(2):
        store.withdraw_access_code(place.workspace.id, tom, NOW + HOUR)
    assert [store.owner_session(each, NOW) is not None for each in (b"1", b"2", b"3", b"own")] == [
        *(False, False, True, True)
    ]
    assert store.open_access_code(b"Tom", NOW, NewSession(b"4")) is None
    kept = {each.id: each.withdrawn for each in store.access_codes_of(place.workspace.id)}
    assert kept == {tom: NOW + HOUR, boss: None}


def test_the_last_use_is_noted(store: Store, place: Place) -> None:
    def used() -> object:
        (code,) = store.access_codes_of(place.workspace.id)
        return code.used

    made(store, place)
    assert used() is None
    store.open_access_code(b"Tom", NOW, NewSession(b"1"))
    assert used() == NOW
    store.owner_session(b"1", NOW + timedelta(minutes=3))
    assert used() == NOW
    store.owner_session(b"1", NOW + timedelta(minutes=7))
    assert used() == NOW + timedelta(minutes=7)


def test_a_new_return_code_leaves_the_codes_for_others(store: Store, place: Place) -> None:
    made(store, place)
    store.open_access_code(b"Tom", NOW, NewSession(b"1"))
    store.replace_code(place.workspace.id, b"new", NOW)
    assert store.owner_session(b"1", NOW) is not None


def test_no_code_is_there_twice_and_no_name_among_those_in_use(store: Store, place: Place) -> None:
    tom = made(store, place)
    for digest in (b"Tom", b"code"):
        with pytest.raises(StoreError, match="taken"):
            store.make_access_code(place.workspace.id, NewAccessCode(digest, "Ann", READ), NOW)
    for digest, name in ((b"new", "Tom"), (b"newer", "TOM")):
        with pytest.raises(Refused, match="this name"):
            store.make_access_code(place.workspace.id, NewAccessCode(digest, name, READ), NOW)
    with pytest.raises(StoreError, match="taken"):
        store.begin_workspace(b"Tom", NOW)
    with pytest.raises(StoreError, match="taken"):
        store.replace_code(place.workspace.id, b"Tom", NOW)
    assert [each.id for each in store.access_codes_of(place.workspace.id)] == [tom]
    store.withdraw_access_code(place.workspace.id, tom, NOW)
    assert made(store, place) != tom


def test_there_is_a_most_of_codes_in_use(store: Store, place: Place) -> None:
    codes = [made(store, place, f"{number}") for number in range(MOST_CODES)]
    with pytest.raises(Refused, match="the most"):
        made(store, place, "one more")
    store.withdraw_access_code(place.workspace.id, codes[0], NOW)
    made(store, place, "one more")


def test_an_answer_keeps_the_name_of_whoever_changed_it_last(store: Store, place: Place) -> None:
    ours, which, tom = place.workspace.id, place.assessment.id, made(store, place)
    store.change_answers(ours, which, lambda _: {"gates": Answer("2")}, NOW + HOUR, Origin(by=tom))
    authors = store.answer_authors(which)
    assert authors == {"gates": AnswerAuthor("Tom", NOW + HOUR), "cctv": AnswerAuthor("", NOW)}
    store.withdraw_access_code(ours, tom, NOW + HOUR)
    assert store.answer_authors(which) == authors, "the name stays when the code is gone"
    store.finish(ours, which, NOW + HOUR)
    again = store.open_again(ours, which, NOW + 2 * HOUR)
    assert store.answer_authors(again.id) == authors
    store.save_answers(ours, again.id, {"gates": Answer("3")}, NOW + 2 * HOUR)
    assert store.answer_authors(again.id)["gates"] == AnswerAuthor("", NOW + 2 * HOUR)


def test_nothing_is_saved_with_a_withdrawn_code(store: Store, place: Place) -> None:
    ours, which, tom = place.workspace.id, place.assessment.id, made(store, place)
    store.withdraw_access_code(ours, tom, NOW)
    with pytest.raises(NotFound):
        store.change_answers(ours, which, lambda _: {"gates": Answer("2")}, NOW, Origin(by=tom))
    assert store.answers(which)["gates"] == Answer("1", "", "Rusty")
