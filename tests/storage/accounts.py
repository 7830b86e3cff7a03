"""What any store must do with advisers' accounts; a store joins as in `contract`."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from storage.accounts import Account, Passkey, Role
from storage.errors import NotFound, StoreError
from storage.whole import WholeStore
from tests.storage.contract import HOSTILE, HOUR, NOW

DAY = timedelta(days=1)
RECOVERY = (b"r1", b"r2", b"r3")


def invited(store: WholeStore, name: str = "ann", force: str = "kent", role: Role = "adviser") -> Account:
    """Somebody who has not accepted yet; the invitation is the name."""
    return store.invite(force, f"{name}@force.example", name.title(), role, name.encode(), NOW + DAY, NOW)


def joined(store: WholeStore, name: str = "ann", force: str = "kent", role: Role = "adviser") -> Account:
    """Somebody with an account, recovery codes, a passkey and a session."""
    invited(store, name, force, role)
    made = store.accept_invitation(name.encode(), name.title(), "hash", "secret", RECOVERY, NOW)
    store.add_passkey(made.id, name.encode(), b"public", 3, "Key", NOW)
    store.sign_in(made.id, name.encode(), "Firefox on Windows", NOW, NOW + 8 * HOUR)
    return again(store, made)


def again(store: WholeStore, account: Account) -> Account:
    """The account as it is kept now."""
    found = store.account(account.id)
    assert found is not None
    return found


def everything(store: WholeStore, account: Account) -> tuple[object, ...]:
    """All that is kept of an account."""
    return (
        store.account(account.id),
        store.passkeys_of(account.id),
        store.recovery_left(account.id),
        store.sign_ins_of(account.id, NOW),
    )


# Each does something as if to `them` with an account or thing that is not theirs or not there.
STRANGE: dict[str, Callable[[WholeStore, Account, Account], object]] = {
    "sign out another's session": lambda s, us, them: s.sign_out(us.id, s.sign_ins_of(them.id, NOW)[0].id),
    "sign out all of one's own": lambda s, us, _: s.sign_out_all(us.id),
    "another's passkey used": lambda s, us, _: s.use_passkey(us.id, b"ben", 9, NOW),
    "another's passkey removed": lambda s, us, _: s.remove_passkey(us.id, b"ben"),
    "another's passkey added": lambda s, us, _: s.add_passkey(us.id, b"ben", b"other", 0, "Mine", NOW),
    "one's own recovery code used": lambda s, us, _: s.use_recovery(us.id, b"r1"),
    "one's own step used": lambda s, us, _: s.use_totp(us.id, 77),
    "one's own password": lambda s, us, _: s.set_password(us.id, "other"),
    "one's own authenticator": lambda s, us, _: s.set_totp(us.id, "other", (b"x",)),
    "one's own codes": lambda s, us, _: s.set_recovery(us.id, (b"x",)),
    "one's own reset": lambda s, us, _: s.reset_account(us.id, b"x", NOW),
    "one's own removal": lambda s, us, _: s.remove(us.id),
    "one's own suspension": lambda s, us, _: s.suspend(us.id),
}
# Each needs an account that is there, and active unless said otherwise.
NEEDS_ACCOUNT: dict[str, Callable[[WholeStore, str], object]] = {
    "set_password": lambda s, which: s.set_password(which, "other"),
    "set_totp": lambda s, which: s.set_totp(which, "other", ()),
    "set_recovery": lambda s, which: s.set_recovery(which, ()),
    "add_passkey": lambda s, which: s.add_passkey(which, b"new", b"", 0, "New", NOW),
    "use_passkey": lambda s, which: s.use_passkey(which, b"ann", 9, NOW),
    "sign_in": lambda s, which: s.sign_in(which, b"token", "Firefox", NOW, NOW + HOUR),
    "suspend": lambda s, which: s.suspend(which),
    "restore": lambda s, which: s.restore(which),
    "renew_invitation": lambda s, which: s.renew_invitation(which, b"new", NOW),
    "reset_account": lambda s, which: s.reset_account(which, b"new", NOW),
    "remove": lambda s, which: s.remove(which),
}


class AccountContract:
    """Every promise of `storage.accounts.AccountStore`."""

    def test_an_invitation_is_kept_and_found_while_it_lasts(self, store: WholeStore) -> None:
        made = store.invite("kent", "Ann@Force.example", "Ann", "administrator", b"token", NOW + DAY, NOW)
        assert made == Account(made.id, "kent", "ann@force.example", "Ann", "administrator", "invited", "", "", 0, NOW)
        assert store.account(made.id) == store.find_account("ANN@force.example") == made
        assert store.find_invitation(b"token", NOW + DAY - HOUR) == made
        assert store.find_invitation(b"token", NOW + DAY) is None
        assert store.find_invitation(b"other", NOW) is None
        with pytest.raises(StoreError, match="has an account already"):
            invited(store, "ANN", "essex")
        assert store.accounts_of("kent") == (made,)

    def test_a_new_invitation_ends_the_old_one(self, store: WholeStore) -> None:
        made = invited(store)
        store.renew_invitation(made.id, b"new", NOW + 2 * DAY)
        assert store.find_invitation(b"ann", NOW) is None
        assert store.find_invitation(b"new", NOW + DAY) == made

    def test_it_is_accepted_once_and_in_time(self, store: WholeStore) -> None:
        made = invited(store)
        with pytest.raises(NotFound, match="is over"):
            store.accept_invitation(b"ann", "Ann", "hash", "secret", RECOVERY, NOW + DAY)
        accepted = store.accept_invitation(b"ann", "Ann Lee", "hash", "secret", RECOVERY, NOW)
        assert accepted == again(store, made)
        assert (accepted.state, accepted.name, accepted.password_hash, accepted.totp_secret) == (
            "active",
            "Ann Lee",
            "hash",
            "secret",
        )
        assert store.recovery_left(made.id) == 3
        with pytest.raises(NotFound, match="is over"):
            store.accept_invitation(b"ann", "Eve", "evil", "evil", (), NOW)
        assert again(store, made) == accepted

    @pytest.mark.parametrize("what", ["invitation", "step", "recovery", "passkey"])
    def test_of_many_at_once_one_wins(self, store: WholeStore, what: str) -> None:
        account = invited(store) if what == "invitation" else joined(store)

        def tries(_: int) -> bool:
            try:
                if what == "invitation":
                    return bool(store.accept_invitation(b"ann", "Ann", "hash", "secret", (), NOW))
                if what == "passkey":
                    store.use_passkey(account.id, b"ann", 4, NOW)
                    return True
            except NotFound:
                return False
            return store.use_totp(account.id, 5) if what == "step" else store.use_recovery(account.id, b"r1")

        with ThreadPoolExecutor(8) as pool:
            assert sorted(pool.map(tries, range(8))) == [False] * 7 + [True]

    def test_steps_only_go_forward(self, store: WholeStore) -> None:
        account = joined(store)
        assert [store.use_totp(account.id, step) for step in (5, 5, 4, 6)] == [True, False, False, True]
        assert again(store, account).totp_step == 6
        store.set_totp(account.id, "newer", (b"n",))
        assert (again(store, account).totp_secret, again(store, account).totp_step) == ("newer", 0)
        assert not store.use_recovery(account.id, b"r2")
        assert store.use_recovery(account.id, b"n")
        assert not store.use_totp("unknown", 1)

    def test_recovery_codes_work_once_until_new_ones_come(self, store: WholeStore) -> None:
        account = joined(store)
        assert [store.use_recovery(account.id, code) for code in (b"r1", b"r1", b"no")] == [True, False, False]
        assert store.recovery_left(account.id) == 2
        store.set_recovery(account.id, (b"n1",))
        assert store.recovery_left(account.id) == 1
        assert not store.use_recovery(account.id, b"r2")

    def test_passkeys(self, store: WholeStore) -> None:
        account = joined(store)
        store.add_passkey(account.id, b"second", b"\x00\xff", 0, HOSTILE[1], NOW + HOUR)
        first, second = store.passkeys_of(account.id)
        assert first == Passkey(b"ann", account.id, "Key", b"public", 3, NOW, None)
        assert (second.public_key, second.name) == (b"\x00\xff", HOSTILE[1])
        for count in (3, 2, 0):
            with pytest.raises(NotFound):
                store.use_passkey(account.id, b"ann", count, NOW)
        store.use_passkey(account.id, b"ann", 4, NOW + HOUR)
        for _ in range(2):  # many devices do not count at all
            store.use_passkey(account.id, b"second", 0, NOW + HOUR)
        assert [(each.sign_count, each.used) for each in store.passkeys_of(account.id)] == [
            (4, NOW + HOUR),
            (0, NOW + HOUR),
        ]
        with pytest.raises(StoreError, match="registered already"):
            store.add_passkey(account.id, b"ann", b"", 0, "Again", NOW)
        store.remove_passkey(account.id, b"ann")
        store.remove_passkey(account.id, b"ann")
        assert [each.id for each in store.passkeys_of(account.id)] == [b"second"]

    def test_sessions(self, store: WholeStore) -> None:
        account = joined(store)
        later = store.sign_in(account.id, b"later", "Edge", NOW + HOUR, NOW + 9 * HOUR)
        assert store.sign_ins_of(account.id, NOW)[0] == later
        assert store.signed_in(b"later", NOW + HOUR) == (later, account)
        assert store.signed_in(b"unknown", NOW) is None
        assert store.signed_in(b"ann", NOW + 8 * HOUR) is None
        assert store.sign_ins_of(account.id, NOW + 8 * HOUR) == (later,)
        store.sign_out(account.id, "unknown")
        store.sign_out_all(account.id, but=later.id)
        assert store.sign_ins_of(account.id, NOW) == (later,)
        store.sign_out(account.id, later.id)
        assert store.signed_in(b"later", NOW + HOUR) is None

    def test_being_seen_is_noted_by_the_minute(self, store: WholeStore) -> None:
        account = joined(store)
        for seconds, noted in ((59, 0), (60, 60), (100, 60), (130, 130)):
            store.signed_in(b"ann", NOW + timedelta(seconds=seconds))
            assert store.sign_ins_of(account.id, NOW)[0].seen == NOW + timedelta(seconds=noted)

    def test_a_suspended_account_loses_its_sessions_until_it_is_restored(self, store: WholeStore) -> None:
        account = joined(store)
        store.suspend(account.id)
        assert store.signed_in(b"ann", NOW) is None
        assert store.sign_ins_of(account.id, NOW) == ()
        assert again(store, account).state == "suspended"
        for name in ("sign_in", "suspend", "set_password", "set_totp", "set_recovery", "add_passkey", "reset_account"):
            with pytest.raises(NotFound):
                NEEDS_ACCOUNT[name](store, account.id)
        store.restore(account.id)
        assert again(store, account) == account
        assert store.signed_in(b"ann", NOW) is None

    def test_a_removed_account_keeps_only_its_id_and_name(self, store: WholeStore) -> None:
        account = joined(store)
        store.log("kent", account.id, "signed-in", "", NOW)
        store.remove(account.id)
        left = again(store, account)
        assert (left.id, left.name, left.state) == (account.id, "Ann", "removed")
        assert (left.password_hash, left.totp_secret) == ("", "")
        assert "ann@" not in left.email
        assert everything(store, account)[1:] == ((), 0, ())
        assert store.find_account("ann@force.example") is None
        assert store.accounts_of("kent") == ()
        assert len(store.log_of("kent")) == 1
        for change in NEEDS_ACCOUNT.values():
            with pytest.raises(NotFound):
                change(store, account.id)
        assert again(store, account) == left
        assert invited(store).id != account.id, "the address is free again"

    def test_a_reset_account_is_set_up_anew(self, store: WholeStore) -> None:
        account = joined(store, role="administrator")
        store.use_totp(account.id, 9)
        store.reset_account(account.id, b"anew", NOW + DAY)
        left = again(store, account)
        assert (left.state, left.password_hash, left.totp_secret, left.totp_step) == ("invited", "", "", 0)
        assert everything(store, account)[1:] == ((), 0, ())
        assert store.signed_in(b"ann", NOW) is None
        accepted = store.accept_invitation(b"anew", "Ann", "new", "other", RECOVERY, NOW)
        assert (accepted.id, accepted.role, accepted.email) == (account.id, "administrator", account.email)

    @pytest.mark.parametrize("name", NEEDS_ACCOUNT)
    def test_an_unknown_account_is_told(self, store: WholeStore, name: str) -> None:
        joined(store)
        with pytest.raises(NotFound):
            NEEDS_ACCOUNT[name](store, "unknown")

    @pytest.mark.parametrize("name", STRANGE)
    def test_nobody_touches_another(self, store: WholeStore, name: str) -> None:
        us, them = joined(store, "ann"), joined(store, "ben", "essex")
        before = everything(store, them)
        try:
            STRANGE[name](store, us, them)
        except StoreError:
            assert "another" in name
        assert everything(store, them) == before

    def test_a_force_has_its_own_team_and_log(self, store: WholeStore) -> None:
        zoe, ann, ben = joined(store, "zoe"), joined(store, "ann"), joined(store, "ben", "essex")
        assert [each.id for each in store.accounts_of("kent")] == [ann.id, zoe.id]
        for number in range(5):
            store.log("kent", ann.id, "signed-in", f"{number}", NOW + number * HOUR)
        store.log("essex", ben.id, "signed-in", HOSTILE[0], NOW)
        lines = store.log_of("kent", most=3)
        assert [line.about for line in lines] == ["4", "3", "2"]
        assert [line.about for line in store.log_of("kent", lines[-1].id)] == ["1", "0"]
        assert (lines[0].at, lines[0].account_id, lines[0].act) == (NOW + 4 * HOUR, ann.id, "signed-in")
        assert [line.about for line in store.log_of("essex")] == [HOSTILE[0]]
        assert store.log_of("surrey") == ()
