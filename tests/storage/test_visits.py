"""The store's part of visits: one open visit a share, nothing for another force, nothing changed once signed."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from assessment.visit_overrides import Advice, Remark
from storage.accounts import Account
from storage.errors import NotFound
from storage.sharing import Share
from storage.sqlite import SqliteStore
from tests.storage.contract import NOW, Place, furnish

DAY = date(2026, 11, 4)


@pytest.fixture
def place(store: SqliteStore) -> Place:
    """A workspace whose assessment is shared with Kent."""
    return furnish(store)


@pytest.fixture
def share(store: SqliteStore, place: Place) -> Share:
    """What it shares."""
    return store.shares_of(place.workspace.id)[0]


@pytest.fixture
def officer(store: SqliteStore) -> Account:
    """An adviser of Kent."""
    made = store.invite("kent", "o@force.example", "O", "adviser", b"token", NOW + timedelta(days=7), NOW)
    return store.accept_invitation(b"token", made.name, "hash", "secret", [], NOW)


def test_a_share_has_one_open_visit(store: SqliteStore, share: Share, officer: Account) -> None:
    first = store.begin_visit("kent", share.id, officer.id, NOW)
    assert store.begin_visit("kent", share.id, officer.id, NOW) == first
    store.sign_off("kent", first.id, officer.id, "Maya", DAY, NOW)
    second = store.begin_visit("kent", share.id, officer.id, NOW + timedelta(hours=1))
    assert second.id != first.id
    assert [visit.id for visit in store.visits_of("kent", NOW)] == [second.id, first.id]
    assert store.visits_of("derbyshire", NOW) == ()
    assert (store.follow_ups_due("kent", NOW), store.follow_ups_due("derbyshire", NOW)) == (1, 0)
    assert store.follow_ups_due("kent", share.until) == 0
    signed = store.signed_visit(share.assessment_id)
    assert signed is not None
    assert (signed.id, signed.signed_for, signed.follow_up) == (first.id, "Maya", DAY)
    third = store.begin_visit("kent", share.id, officer.id, NOW + timedelta(hours=2))
    assert third.id == second.id
    store.follow_up("kent", first.id, officer.id, NOW)
    assert store.follow_ups_due("kent", NOW) == 0
    assert [visit.id for visit in store.visits_of("kent", NOW, most=1)] == [second.id], "what is done stands last"
    assert store.find_share("kent", share.id, NOW).state == "taken"  # type: ignore[union-attr]


def test_remarks_and_advice_come_back_and_end_with_the_signature(
    store: SqliteStore, share: Share, officer: Account
) -> None:
    visit = store.begin_visit("kent", share.id, officer.id, NOW)
    remarks = {"gates": Remark("0", "1", "", "Private", "Note"), "cctv": Remark(None, "3", "", "", "Good")}
    store.save_remarks("kent", visit.id, remarks, NOW)
    store.save_remarks("kent", visit.id, {"cctv": None}, NOW)
    assert store.remarks(visit.id) == {"gates": remarks["gates"]}
    advice = (Advice("now", "Mend the gate", "gates"), Advice("later", "Paint it"))
    store.save_advice("kent", visit.id, advice, NOW)
    assert store.advice_of(visit.id) == advice
    store.sign_off("kent", visit.id, officer.id, "Maya", DAY, NOW)
    with pytest.raises(NotFound):
        store.save_remarks("kent", visit.id, {"gates": None}, NOW)
    with pytest.raises(NotFound):
        store.save_advice("kent", visit.id, (), NOW)
    with pytest.raises(NotFound):
        store.sign_off("kent", visit.id, officer.id, "Other", DAY, NOW)
    assert store.remarks(visit.id) == {"gates": remarks["gates"]}
    assert store.advice_of(visit.id) == advice


@pytest.mark.parametrize("how", ["another force", "taken back", "over", "deleted", "passed on"])
def test_what_is_not_shared_has_no_visit(
    store: SqliteStore, place: Place, share: Share, officer: Account, how: str
) -> None:
    visit = store.begin_visit("kent", share.id, officer.id, NOW)
    force, now = ("derbyshire" if how == "another force" else "kent"), NOW
    if how == "taken back":
        store.withdraw(place.workspace.id, share.id, NOW)
    if how == "over":
        now = share.until
    if how == "deleted":
        store.delete_workspace(place.workspace.id)
    if how == "passed on":
        store.pass_on("kent", share.id, officer.id, "derbyshire", "Theirs", NOW)
    assert store.visit(force, visit.id, now) is None
    assert store.visits_of(force, now) == ()
    with pytest.raises(NotFound):
        store.save_remarks(force, visit.id, {"gates": Remark("0")}, now)
    with pytest.raises(NotFound):
        store.sign_off(force, visit.id, officer.id, "Maya", DAY, now)
    with pytest.raises(NotFound):
        store.follow_up(force, visit.id, officer.id, now)


def test_a_request_for_contact_has_no_visit(store: SqliteStore, place: Place, officer: Account) -> None:
    share = store.share(
        *(place.workspace.id, place.assessment.id, "derbyshire", "contact"),
        message="",
        reach="01332",
        until=NOW + timedelta(days=9),
        facts={},
        now=NOW,
    )
    with pytest.raises(NotFound):
        store.begin_visit("derbyshire", share.id, officer.id, NOW)
