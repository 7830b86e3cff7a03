"""What any store must do with advisers' accounts and the log."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from storage.accounts import Account, AccountSetup, Invitation, NewAccount
from storage.errors import NotFound, Refused, StoreError
from storage.store import Store
from tests.storage.place import HOUR, NOW, invited, inviter, setup
from tests.storage.team import RECOVERY, again, everything, joined, lines

DAY = timedelta(days=1)
# Each does something as if to `them` with an account or thing that is not theirs or not there.
STRANGE: dict[str, Callable[[Store, Account, Account], object]] = {
    "sign out another's session": lambda s, us, them: s.sign_out(us.id, s.sign_ins_of(them.id, NOW)[0].id),
    "end another's session": lambda s, us, them: s.end_session(us.id, s.sign_ins_of(them.id, NOW)[0].id, NOW),
    "another's passkey used": lambda s, us, _: s.use_passkey(us.id, b"ben", 9, NOW),
    "another's passkey removed": lambda s, us, _: s.remove_passkey(us.id, b"ben", NOW),
    "another's passkey added": lambda s, us, _: s.add_passkey(us.id, b"ben", b"other", 0, "Mine", NOW),
    "one's own recovery code used": lambda s, us, _: s.use_recovery(us.id, b"r1"),
    "one's own step used": lambda s, us, _: s.use_totp(us.id, 77),
    "one's own password": lambda s, us, _: s.change_password(us.id, "other", keep_sign_in="", now=NOW),
    "one's own hash": lambda s, us, _: s.update_password_hash(us.id, "other"),
    "one's own authenticator": lambda s, us, _: s.replace_authenticator(
        us.id, "other", 7, (b"x",), keep_sign_in="", now=NOW
    ),
    "one's own codes": lambda s, us, _: s.replace_recovery_codes(us.id, (b"x",), NOW),
    "one's own reset": lambda s, us, _: s.reset_account(us.id, Invitation(b"x", NOW), NOW),
    "one's own removal": lambda s, us, _: s.remove(us.id, by=us.id, now=NOW),
    "one's own suspension": lambda s, us, _: s.suspend(us.id, by=us.id, now=NOW),
}
# Each needs an account that is there, and active unless said otherwise.
NEEDS_ACCOUNT: dict[str, Callable[[Store, str], object]] = {
    "change_password": lambda s, which: s.change_password(which, "other", keep_sign_in="", now=NOW),
    "update_password_hash": lambda s, which: s.update_password_hash(which, "other"),
    "replace_authenticator": lambda s, which: s.replace_authenticator(which, "other", 7, (), keep_sign_in="", now=NOW),
    "replace_recovery_codes": lambda s, which: s.replace_recovery_codes(which, (), NOW),
    "add_passkey": lambda s, which: s.add_passkey(which, b"new", b"", 0, "New", NOW),
    "use_passkey": lambda s, which: s.use_passkey(which, b"ann", 9, NOW),
    "sign_in": lambda s, which: s.sign_in(which, b"token", "Firefox", NOW, NOW + HOUR),
    "suspend": lambda s, which: s.suspend(which, by=inviter(s), now=NOW),
    "restore": lambda s, which: s.restore(which, by=inviter(s), now=NOW),
    "renew_invitation": lambda s, which: s.renew_invitation(which, Invitation(b"new", NOW), by=inviter(s), now=NOW),
    "reset_account": lambda s, which: s.reset_account(which, Invitation(b"new", NOW), NOW),
    "remove": lambda s, which: s.remove(which, by=inviter(s), now=NOW),
}
# Each is done by an account, which must be there.
NEEDS_ACTOR: dict[str, Callable[[Store, Account, str], object]] = {
    "invite": lambda s, _, by: s.invite(
        NewAccount("kent", "new@force.example", "New", "adviser"), Invitation(b"new", NOW), by=by, now=NOW
    ),
    "suspend": lambda s, them, by: s.suspend(them.id, by=by, now=NOW),
    "remove": lambda s, them, by: s.remove(them.id, by=by, now=NOW),
}


class TestAccounts:
    """Every promise of `storage.accounts.AccountStore`, and of the log."""

    def test_an_invitation_is_kept_and_found_while_it_lasts(self, store: Store) -> None:
        new, invitation = (
            NewAccount("kent", "Ann@Force.example", "Ann", "administrator"),
            Invitation(b"token", NOW + DAY),
        )
        made = store.invite(new, invitation, by=inviter(store), now=NOW)
        assert made == Account(made.id, "kent", "ann@force.example", "Ann", "administrator", "invited", "", "", 0, NOW)
        assert store.account(made.id) == store.find_account("ANN@force.example") == made
        assert store.find_invitation(b"token", NOW + DAY - HOUR) == made
        assert store.find_invitation(b"token", NOW + DAY) is None
        assert store.find_invitation(b"other", NOW) is None
        with pytest.raises(Refused, match="has an account already"):
            invited(store, "ANN", "essex")
        assert store.accounts_of("kent") == (made,)

    def test_a_new_invitation_ends_the_old_one(self, store: Store) -> None:
        made = invited(store)
        store.renew_invitation(made.id, Invitation(b"new", NOW + 2 * DAY), by=made.id, now=NOW)
        assert store.find_invitation(b"ann", NOW) is None
        assert store.find_invitation(b"new", NOW + DAY) == made

    def test_it_is_accepted_once_and_in_time(self, store: Store) -> None:
        made = invited(store)
        with pytest.raises(NotFound, match="is over"):
            store.accept_invitation(b"ann", setup(), NOW + DAY)
        accepted = store.accept_invitation(b"ann", setup("Ann Lee", RECOVERY), NOW)
        assert accepted == again(store, made)
        kept = (accepted.state, accepted.name, accepted.password_hash, accepted.totp_secret, accepted.totp_step)
        assert kept == ("active", "Ann Lee", "hash", "secret", 1)
        assert not store.use_totp(made.id, 1), "the code that the account was set up with is used"
        assert store.recovery_left(made.id) == 3
        with pytest.raises(NotFound, match="is over"):
            store.accept_invitation(b"ann", AccountSetup("Eve", "evil", "evil", 9, ()), NOW)
        assert again(store, made) == accepted

    @pytest.mark.parametrize("what", ["invitation", "step", "recovery", "passkey"])
    def test_of_many_at_once_one_wins(self, store: Store, what: str) -> None:
        account = invited(store) if what == "invitation" else joined(store)

        def tries(_: int) -> bool:
            try:
                if what == "invitation":
                    return bool(store.accept_invitation(b"ann", setup(), NOW))
                if what == "passkey":
                    store.use_passkey(account.id, b"ann", 4, NOW)
                    return True
            except NotFound:
                return False
            return store.use_totp(account.id, 5) if what == "step" else store.use_recovery(account.id, b"r1")

        with ThreadPoolExecutor(8) as pool:
            assert sorted(pool.map(tries, range(8))) == [False] * 7 + [True]

    def test_a_suspended_account_loses_its_sessions_until_it_is_restored(self, store: Store) -> None:
        account = joined(store)
        store.suspend(account.id, by=account.id, now=NOW)
        assert store.signed_in(b"ann", NOW) is None
        assert store.sign_ins_of(account.id, NOW) == ()
        assert again(store, account).state == "suspended"
        for name in NEEDS_ACCOUNT.keys() - {"restore", "remove", "use_passkey"}:
            with pytest.raises(NotFound):
                NEEDS_ACCOUNT[name](store, account.id)
        store.restore(account.id, by=account.id, now=NOW)
        assert again(store, account) == account
        assert store.signed_in(b"ann", NOW) is None

    def test_a_removed_account_keeps_only_its_id_and_name(self, store: Store) -> None:
        account = joined(store)
        written = lines(store)
        store.remove(account.id, by=account.id, now=NOW)
        left = again(store, account)
        assert (left.id, left.name, left.state) == (account.id, "Ann", "removed")
        assert (left.password_hash, left.totp_secret) == ("", "")
        assert "ann@" not in left.email
        assert everything(store, account)[1:] == ((), 0, ())
        assert store.find_account("ann@force.example") is None
        assert store.accounts_of("kent") == ()
        assert lines(store) == [*written, (account.id, "removed", account.id)]
        for change in NEEDS_ACCOUNT.values():
            with pytest.raises(NotFound):
                change(store, account.id)
        assert again(store, account) == left
        assert invited(store).id != account.id, "the address is free again"

    def test_a_reset_account_is_set_up_again(self, store: Store) -> None:
        account = joined(store, role="administrator")
        store.use_totp(account.id, 9)
        store.reset_account(account.id, Invitation(b"again", NOW + DAY), NOW)
        left = again(store, account)
        assert (left.state, left.password_hash, left.totp_secret, left.totp_step) == ("invited", "", "", 0)
        assert everything(store, account)[1:] == ((), 0, ())
        assert store.signed_in(b"ann", NOW) is None
        accepted = store.accept_invitation(b"again", setup("Ann", RECOVERY), NOW)
        assert (accepted.id, accepted.role, accepted.email) == (account.id, "administrator", account.email)

    @pytest.mark.parametrize("name", NEEDS_ACCOUNT)
    def test_an_unknown_account_is_told(self, store: Store, name: str) -> None:
        joined(store)
        with pytest.raises(NotFound):
            NEEDS_ACCOUNT[name](store, "unknown")

    @pytest.mark.parametrize("name", STRANGE)
    def test_no_force_touches_another(self, store: Store, name: str) -> None:
        us, them = joined(store, "ann"), joined(store, "ben", "essex")
        before = everything(store, them)
        try:
            STRANGE[name](store, us, them)
        except StoreError:
            assert "another" in name
        assert everything(store, them) == before

    @pytest.mark.parametrize("name", NEEDS_ACTOR)
    def test_nothing_is_done_without_an_actor(self, store: Store, name: str) -> None:
        account = joined(store)
        before = everything(store, account), lines(store)
        with pytest.raises(NotFound):
            NEEDS_ACTOR[name](store, account, "unknown")
        assert (everything(store, account), lines(store)) == before
        assert store.find_account("new@force.example") is None

    def test_the_first_administrator_is_invited_by_the_operator(self, store: Store) -> None:
        waiting, elsewhere = invited(store, "ann"), invited(store, "ben", "essex")
        invitation = Invitation(b"first", NOW + DAY)
        made = store.invite_first_administrator("kent", "ANN@force.example", "Ann Lee", invitation, NOW)
        assert (made.role, made.state, made.name, made.email) == ("administrator", "invited", "Ann Lee", waiting.email)
        assert again(store, waiting).state == "removed"
        assert store.find_invitation(b"ann", NOW) is None
        assert store.find_invitation(b"first", NOW) == made
        assert lines(store) == [(made.id, "first-administrator", made.id)]
        with pytest.raises(Refused, match="has an account already"):
            store.invite_first_administrator("kent", elsewhere.email, "Ben", Invitation(b"x", NOW + DAY), NOW)
        store.accept_invitation(b"first", setup(), NOW)
        with pytest.raises(Refused, match="has an administrator"):
            store.invite_first_administrator("kent", "new@force.example", "New", Invitation(b"x", NOW + DAY), NOW)
        assert store.accounts_of("kent") == (again(store, made),)

    def test_every_act_is_in_the_log_of_whoever_did_it(self, store: Store) -> None:
        boss = joined(store, "boss", role="administrator").id
        new, invitation = NewAccount("kent", "ann@force.example", "Ann", "adviser"), Invitation(b"ann", NOW + DAY)
        written = len(lines(store))
        ann = store.invite(new, invitation, by=boss, now=NOW).id
        store.renew_invitation(ann, invitation, by=boss, now=NOW)
        store.accept_invitation(b"ann", setup(), NOW)
        store.sign_in(ann, b"token", "Firefox", NOW, NOW + HOUR)
        store.replace_recovery_codes(ann, (b"n",), NOW)
        store.add_passkey(ann, b"key", b"", 0, "Key", NOW)
        store.remove_passkey(ann, b"key", NOW)
        store.remove_passkey(ann, b"key", NOW)
        store.suspend(ann, by=boss, now=NOW)
        store.restore(ann, by=boss, now=NOW)
        store.reset_account(ann, invitation, NOW)
        store.remove(ann, by=boss, now=NOW)
        assert lines(store)[written:] == [
            (boss, "invited", ann),
            (boss, "invited-again", ann),
            (ann, "accepted-invitation", ""),
            (ann, "signed-in", ""),
            (ann, "new-recovery-codes", ""),
            (ann, "added-passkey", ""),
            (ann, "removed-passkey", ""),
            (boss, "suspended", ann),
            (boss, "restored", ann),
            (ann, "reset-by-operator", ann),
            (boss, "removed", ann),
        ]

    def test_a_force_has_its_own_team_and_log(self, store: Store) -> None:
        zoe, ann, ben = joined(store, "zoe"), joined(store, "ann"), joined(store, "ben", "essex")
        assert [each.id for each in store.accounts_of("kent")] == [ann.id, zoe.id]
        for number in range(1, 6):
            moment = NOW + number * HOUR
            store.sign_in(ann.id, b"%d" % number, "Firefox", moment, moment + HOUR)
        found = store.log_of("kent", most=3)
        assert [line.at for line in found] == [NOW + number * HOUR for number in (5, 4, 3)]
        assert [line.at for line in store.log_of("kent", found[-1].id, 2)] == [NOW + 2 * HOUR, NOW + HOUR]
        assert (found[0].force_id, found[0].account_id, found[0].act, found[0].about) == (
            "kent",
            ann.id,
            "signed-in",
            "",
        )
        assert {line.account_id for line in store.log_of("essex")} == {ben.id}
        assert store.log_of("surrey") == ()
