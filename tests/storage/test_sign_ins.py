"""What any store must do with advisers' sessions."""

from __future__ import annotations

from datetime import timedelta

from storage.others import Others
from storage.store import Store
from tests.storage.place import HOUR, NOW
from tests.storage.team import joined, lines

DAY = timedelta(days=1)


class TestSignIns:
    """Every promise of `storage.sign_ins.SignInStore`."""

    def test_sessions(self, store: Store) -> None:
        account = joined(store)
        later = store.sign_in(account.id, b"later", "Edge", NOW + HOUR, NOW + 9 * HOUR)
        assert store.sign_ins_of(account.id, NOW)[0] == later
        assert store.signed_in(b"later", NOW + HOUR) == (later, account)
        assert store.signed_in(b"unknown", NOW) is None
        assert store.signed_in(b"ann", NOW + 8 * HOUR) is None
        assert store.sign_ins_of(account.id, NOW + 8 * HOUR) == (later,)
        store.sign_out(account.id, "unknown")
        assert len(store.sign_ins_of(account.id, NOW)) == 2
        store.sign_out(account.id, later.id)
        assert store.signed_in(b"later", NOW + HOUR) is None
        assert len(store.sign_ins_of(account.id, NOW)) == 1

    def test_a_session_is_ended_and_logged_once(self, store: Store) -> None:
        account = joined(store)
        later = store.sign_in(account.id, b"later", "Edge", NOW, NOW + HOUR)
        before = lines(store)
        assert not store.end_session(account.id, "unknown", NOW)
        assert not store.end_session(account.id, later.id, NOW + HOUR), "it was over by itself"
        assert lines(store) == before
        assert [store.end_session(account.id, later.id, NOW) for _ in range(2)] == [True, False]
        assert lines(store) == [*before, (account.id, "ended-session", "")]
        assert store.signed_in(b"later", NOW) is None

    def test_those_with_one_thing_open_know_of_each_other(self, store: Store) -> None:
        ann, bob = joined(store, "ann"), joined(store, "bob")
        (anns,), (bobs,) = store.sign_ins_of(ann.id, NOW), store.sign_ins_of(bob.id, NOW)
        tablet = store.sign_in(ann.id, b"tablet", "Safari on iPad", NOW, NOW + HOUR)
        assert store.be_at(anns.id, "visit", NOW) == Others()
        assert store.be_at(bobs.id, "visit", NOW) == Others({ann.id: "Ann"})
        assert store.be_at(tablet.id, "visit", NOW) == Others({ann.id: "Ann", bob.id: "Bob"})
        store.be_at(bobs.id, "entry", NOW)
        assert store.be_at(tablet.id, "visit", NOW) == Others({ann.id: "Ann"}), "Bob has gone on to another"
        store.sign_out(ann.id, tablet.id)
        assert store.be_at(anns.id, "visit", NOW) == Others()

    def test_who_has_a_thing_open_is_noted_by_the_minute_and_forgotten_after_ten(self, store: Store) -> None:
        ann, bob = joined(store, "ann"), joined(store, "bob")
        (anns,), (bobs,) = store.sign_ins_of(ann.id, NOW), store.sign_ins_of(bob.id, NOW)
        for seconds in (0, 59, 60):
            store.be_at(bobs.id, "visit", NOW + timedelta(seconds=seconds))
        assert store.be_at(anns.id, "visit", NOW + timedelta(seconds=659)).advisers == {bob.id: "Bob"}
        assert not store.be_at(anns.id, "visit", NOW + timedelta(seconds=660)).advisers

    def test_being_seen_is_noted_by_the_minute(self, store: Store) -> None:
        account = joined(store)
        for seconds, noted in ((59, 0), (60, 60), (100, 60), (130, 130)):
            store.signed_in(b"ann", NOW + timedelta(seconds=seconds))
            assert store.sign_ins_of(account.id, NOW)[0].seen == NOW + timedelta(seconds=noted)
