"""What any store must do with what advisers sign in with."""

from __future__ import annotations

from datetime import timedelta

import pytest

from storage.credentials import Passkey
from storage.errors import NotFound, Refused
from storage.store import Store
from tests.storage.place import HOSTILE, HOUR, NOW
from tests.storage.team import again, joined, lines

DAY = timedelta(days=1)


class TestCredentials:
    """Every promise of `storage.credentials.CredentialStore`."""

    def test_steps_only_go_forward(self, store: Store) -> None:
        account = joined(store)
        assert [store.use_totp(account.id, step) for step in (5, 5, 4, 6)] == [True, False, False, True]
        assert again(store, account).totp_step == 6
        store.replace_authenticator(account.id, "newer", 3, (b"n",), keep_sign_in="", now=NOW)
        assert (again(store, account).totp_secret, again(store, account).totp_step) == ("newer", 3)
        assert not store.use_totp(account.id, 3), "the code that proved it is used"
        assert not store.use_recovery(account.id, b"r2")
        assert store.use_recovery(account.id, b"n")
        assert not store.use_totp("unknown", 1)

    def test_recovery_codes_work_once_until_new_ones_come(self, store: Store) -> None:
        account = joined(store)
        assert [store.use_recovery(account.id, code) for code in (b"r1", b"r1", b"no")] == [True, False, False]
        assert store.recovery_left(account.id) == 2
        store.replace_recovery_codes(account.id, (b"n1",), NOW)
        assert store.recovery_left(account.id) == 1
        assert not store.use_recovery(account.id, b"r2")

    def test_passkeys(self, store: Store) -> None:
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
        with pytest.raises(Refused, match="registered already"):
            store.add_passkey(account.id, b"ann", b"", 0, "Again", NOW)
        assert [store.remove_passkey(account.id, b"ann", NOW) for _ in range(2)] == [True, False]
        assert [each.id for each in store.passkeys_of(account.id)] == [b"second"]

    @pytest.mark.parametrize("name", ["change_password", "replace_authenticator"])
    def test_a_new_credential_ends_every_other_session(self, store: Store, name: str) -> None:
        account, ben = joined(store), joined(store, "ben")
        kept = store.sign_in(account.id, b"kept", "Edge", NOW, NOW + HOUR)
        if name == "change_password":
            store.change_password(account.id, "other", keep_sign_in=kept.id, now=NOW)
            assert again(store, account).password_hash == "other"
        else:
            store.replace_authenticator(account.id, "other", 7, (b"n",), keep_sign_in=kept.id, now=NOW)
            assert again(store, account).totp_secret == "other"
            assert store.recovery_left(account.id) == 1
        assert store.sign_ins_of(account.id, NOW) == (kept,)
        assert len(store.sign_ins_of(ben.id, NOW)) == 1
        act = {"change_password": "changed-password", "replace_authenticator": "changed-authenticator"}[name]
        assert lines(store)[-1] == (account.id, act, "")

    def test_a_newer_hash_of_the_same_password_ends_nothing(self, store: Store) -> None:
        account = joined(store)
        before, log = store.sign_ins_of(account.id, NOW), lines(store)
        store.update_password_hash(account.id, "newer", instead_of="hash")
        assert again(store, account).password_hash == "newer"
        store.update_password_hash(account.id, "stale", instead_of="hash")
        assert again(store, account).password_hash == "newer", "the password was changed meanwhile"
        store.update_password_hash(account.id, "newest")
        assert again(store, account).password_hash == "newest"
        assert (store.sign_ins_of(account.id, NOW), lines(store)) == (before, log)
