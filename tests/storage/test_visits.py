"""The store's part of visits: one open visit a share, nothing for another force, nothing changed once signed."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from assessment.share_facts import ShareFacts
from assessment.visit_overrides import Advice, Remark
from storage.accounts import Account
from storage.errors import NotFound
from storage.sharing import NewShare, Share
from storage.store import Store
from storage.visit_records import ADVICE, Author
from storage.visits import EndedFollowUp, SignOff
from tests.storage.place import NOW, Place, furnish, invited, setup

DAY = date(2026, 11, 4)


@pytest.fixture
def place(store: Store) -> Place:
    """A workspace whose assessment is shared with Kent."""
    return furnish(store)


@pytest.fixture
def share(store: Store, place: Place) -> Share:
    """What it shares."""
    return store.shares_of(place.workspace.id)[0]


@pytest.fixture
def officer(store: Store) -> Account:
    """An adviser of Kent."""
    invited(store, "o")
    return store.accept_invitation(b"o", setup("O"), NOW)


def test_a_share_has_one_open_visit(store: Store, share: Share, officer: Account) -> None:
    first = store.begin_visit("kent", share.id, officer.id, NOW)
    assert store.begin_visit("kent", share.id, officer.id, NOW) == first
    store.sign_off("kent", first.id, SignOff(officer.id, "Maya", DAY), NOW)
    second = store.begin_visit("kent", share.id, officer.id, NOW + timedelta(hours=1))
    assert second.id != first.id
    assert [visit.id for visit in store.visits_of("kent", NOW)] == [second.id, first.id]
    assert store.visits_of("derbyshire", NOW) == ()
    assert (store.follow_ups_due("kent", NOW), store.follow_ups_due("derbyshire", NOW)) == (1, 0)
    assert store.follow_ups_due("kent", share.until) == 1, "it comes up, also when the sharing has ended"
    signed = store.signed_visit(share.assessment_id)
    assert signed is not None
    assert (signed.id, signed.signed_for, signed.follow_up) == (first.id, "Maya", DAY)
    third = store.begin_visit("kent", share.id, officer.id, NOW + timedelta(hours=2))
    assert third.id == second.id
    store.follow_up("kent", first.id, officer.id, NOW)
    assert store.follow_ups_due("kent", NOW) == 0
    assert [visit.id for visit in store.visits_of("kent", NOW, most=1)] == [second.id], "finished visits come last"
    assert store.find_share("kent", share.id, NOW).state == "taken"  # type: ignore[union-attr]


def test_remarks_and_advice_come_back_and_end_with_the_signature(store: Store, share: Share, officer: Account) -> None:
    visit = store.begin_visit("kent", share.id, officer.id, NOW)
    remarks = {"gates": Remark("0", "1", "", "Private", "Note"), "cctv": Remark(None, "3", "", "", "Good")}
    store.save_remarks("kent", visit.id, remarks, NOW)
    store.save_remarks("kent", visit.id, {"cctv": None}, NOW)
    assert store.remarks(visit.id) == {"gates": remarks["gates"]}
    advice = (Advice("now", "Repair the gate", "gates"), Advice("later", "Paint it"))
    added = dict(zip(("b", "a"), advice, strict=True))
    store.change_records("kent", visit.id, officer.id, ADVICE, lambda _: added, NOW)
    assert list(store.records_of(visit.id, ADVICE).items()) == list(added.items())
    store.sign_off("kent", visit.id, SignOff(officer.id, "Maya", DAY), NOW)
    with pytest.raises(NotFound):
        store.save_remarks("kent", visit.id, {"gates": None}, NOW)
    with pytest.raises(NotFound):
        store.change_records("kent", visit.id, officer.id, ADVICE, lambda _: {"c": advice[0]}, NOW)
    with pytest.raises(NotFound):
        store.move_record("kent", visit.id, ADVICE, "b", 1, NOW)
    with pytest.raises(NotFound):
        store.sign_off("kent", visit.id, SignOff(officer.id, "Other", DAY), NOW)
    assert store.remarks(visit.id) == {"gates": remarks["gates"]}
    assert store.records_of(visit.id, ADVICE) == added


@pytest.mark.parametrize("how", ["another force", "taken back", "over", "deleted", "passed on"])
def test_what_is_not_shared_has_no_visit(store: Store, place: Place, share: Share, officer: Account, how: str) -> None:
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
        store.sign_off(force, visit.id, SignOff(officer.id, "Maya", DAY), now)
    with pytest.raises(NotFound):
        store.follow_up(force, visit.id, officer.id, now)


def test_a_request_for_contact_has_no_visit(store: Store, place: Place, officer: Account) -> None:
    share = store.share(
        NewShare(place.workspace.id, place.assessment.id, "derbyshire", "contact", NOW + timedelta(days=9)), NOW
    )
    with pytest.raises(NotFound):
        store.begin_visit("derbyshire", share.id, officer.id, NOW)


def test_what_was_agreed_counts_in_the_figures_from_the_signature_on(
    store: Store, place: Place, share: Share, officer: Account
) -> None:
    agreed, visit = ShareFacts(use="retail", gaps=("gates",)), store.begin_visit("kent", share.id, officer.id, NOW)
    store.sign_off("kent", visit.id, SignOff(officer.id, "Maya", DAY, agreed), NOW)
    assert store.shares_of(place.workspace.id)[0].facts == agreed


def test_a_visit_in_person_uses_the_share_that_lasts_or_makes_one(
    store: Store, place: Place, share: Share, officer: Account
) -> None:
    until, facts = NOW + timedelta(days=400), ShareFacts(use="hall")
    new = NewShare(place.workspace.id, place.assessment.id, "kent", "share", until, facts=facts)
    first = store.begin_in_person_visit(new, officer.id, NOW)
    assert first.share_id == share.id
    assert store.begin_in_person_visit(new, officer.id, NOW) == first
    store.withdraw(place.workspace.id, share.id, NOW)
    second = store.begin_in_person_visit(new, officer.id, NOW)
    made = store.find_share("kent", second.share_id, NOW)
    assert made is not None
    assert second.id == first.id, "what was noted before comes back"
    assert (made.id != share.id, made.facts, made.until, made.state, made.taken_by) == (
        True,
        facts,
        until,
        "taken",
        officer.id,
    )
    assert [each.act for each in store.log_of("kent")][:2] == ["began-visit", "began-visit"]


def test_nothing_is_shared_with_a_visit_that_cannot_begin(store: Store, place: Place, officer: Account) -> None:
    before = store.shares_of(place.workspace.id)
    for ours, wish in (("unknown", "share"), (place.workspace.id, "contact")):
        new = NewShare(ours, place.assessment.id, "derbyshire", wish, NOW + timedelta(days=9))  # type: ignore[arg-type]
        with pytest.raises(NotFound):
            store.begin_in_person_visit(new, officer.id, NOW)
    assert store.shares_of(place.workspace.id) == before


@pytest.mark.parametrize("how", ["withdrawn", "over"])
def test_an_unsigned_visit_goes_on_when_the_same_is_shared_again(
    store: Store, place: Place, share: Share, officer: Account, how: str
) -> None:
    visit = store.begin_visit("kent", share.id, officer.id, NOW)
    store.save_remarks("kent", visit.id, {"gates": Remark("0")}, NOW)
    assert store.running_visit(place.workspace.id, share.id, NOW) == visit
    assert store.running_visit("other", share.id, NOW) is None
    assert store.share_end("kent", share.id, NOW) is None
    if how == "withdrawn":
        store.withdraw(place.workspace.id, share.id, NOW)
    later = share.until
    assert store.running_visit(place.workspace.id, share.id, later) is None
    assert (store.share_end("kent", share.id, later), store.share_end("derbyshire", share.id, later)) == (how, None)
    assert (store.share_of_visit("kent", visit.id), store.share_of_visit("derbyshire", visit.id)) == (share.id, None)
    until = later + timedelta(days=9)
    for force, wish in (("derbyshire", "share"), ("kent", "contact")):
        store.share(NewShare(place.workspace.id, place.assessment.id, force, wish, until), later)  # type: ignore[arg-type]
        assert store.visits_of("kent", later) == ()
    again = store.share(NewShare(place.workspace.id, place.assessment.id, "kent", "share", until), later)
    assert again.state == "open"
    assert store.remarks(visit.id) == {"gates": Remark("0")}
    assert store.begin_visit("kent", again.id, officer.id, later).id == visit.id
    found = store.find_share("kent", again.id, later)
    assert found is not None
    assert (found.state, found.taken_by) == ("taken", officer.id)


def test_a_signed_visit_stays_with_the_share_that_ended(
    store: Store, place: Place, share: Share, officer: Account
) -> None:
    visit = store.begin_visit("kent", share.id, officer.id, NOW)
    store.sign_off("kent", visit.id, SignOff(officer.id, "Maya", DAY), NOW)
    store.withdraw(place.workspace.id, share.id, NOW)
    until = NOW + timedelta(days=9)
    again = store.share(NewShare(place.workspace.id, place.assessment.id, "kent", "share", until), NOW)
    assert store.begin_visit("kent", again.id, officer.id, NOW).id != visit.id


def test_a_follow_up_outlives_the_sharing_as_reference_and_day(
    store: Store, place: Place, share: Share, officer: Account
) -> None:
    visit = store.begin_visit("kent", share.id, officer.id, NOW)
    store.sign_off("kent", visit.id, SignOff(officer.id, "Maya", DAY), NOW)
    assert store.ended_follow_ups("kent", NOW) == ()
    ended = (EndedFollowUp(visit.id, place.assessment.reference, DAY, NOW),)
    assert store.ended_follow_ups("kent", share.until) == ended
    assert store.ended_follow_ups("derbyshire", share.until) == ()
    assert store.visits_of("kent", share.until) == ()
    store.follow_up("kent", visit.id, officer.id, share.until)
    assert store.ended_follow_ups("kent", share.until) == ()
    assert store.follow_ups_due("kent", share.until) == 0


def test_a_follow_up_stays_with_the_force_that_passed_the_request_on(
    store: Store, share: Share, officer: Account
) -> None:
    visit = store.begin_visit("kent", share.id, officer.id, NOW)
    store.sign_off("kent", visit.id, SignOff(officer.id, "Maya", DAY), NOW)
    store.pass_on("kent", share.id, officer.id, "derbyshire", "Theirs", NOW)
    assert [each.visit_id for each in store.ended_follow_ups("kent", NOW)] == [visit.id]
    assert store.ended_follow_ups("derbyshire", NOW) == ()


def test_nothing_is_left_to_follow_up_where_the_business_stopped(
    store: Store, place: Place, share: Share, officer: Account
) -> None:
    visit = store.begin_visit("kent", share.id, officer.id, NOW)
    store.sign_off("kent", visit.id, SignOff(officer.id, "Maya", DAY), NOW)
    store.withdraw(place.workspace.id, share.id, NOW)
    assert store.ended_follow_ups("kent", NOW) == ()
    assert store.follow_ups_due("kent", NOW) == 0
    with pytest.raises(NotFound):
        store.follow_up("kent", visit.id, officer.id, NOW)


@pytest.mark.parametrize("days", [-1, 200])
def test_sharing_is_extended_where_that_was_agreed_and_never_shortened(
    store: Store, share: Share, officer: Account, days: int
) -> None:
    visit = store.begin_visit("kent", share.id, officer.id, NOW)
    until = share.until + timedelta(days=days)
    store.sign_off("kent", visit.id, SignOff(officer.id, "Maya", DAY, None, until), NOW)
    found = store.find_share("kent", share.id, NOW)
    assert found is not None
    assert found.until == max(share.until, until)
    noted = [each for each in store.log_of("kent") if each.act == "extended-sharing"]
    assert len(noted) == (days > 0)


def test_a_remark_knows_who_changed_it_last_and_when(store: Store, share: Share, officer: Account) -> None:
    visit = store.begin_visit("kent", share.id, officer.id, NOW)
    store.save_remarks("kent", visit.id, {"gates": Remark("1"), "cctv": Remark("2")}, NOW)
    assert store.remark_authors(visit.id) == {}, "as of remarks from before it was kept"
    later = NOW + timedelta(hours=1)
    store.change_remarks("kent", visit.id, lambda _: {"gates": Remark("0")}, later, by=officer.id)
    assert store.remark_authors(visit.id) == {"gates": Author(officer.id, officer.name, later)}
