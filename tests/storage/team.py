"""Advisers with everything an account can have, for the tests of the store."""

from __future__ import annotations

from storage.accounts import Account, Role
from storage.store import Store
from tests.storage.place import HOUR, NOW, invited, setup

RECOVERY = (b"r1", b"r2", b"r3")


def joined(store: Store, name: str = "ann", force: str = "kent", role: Role = "adviser") -> Account:
    """Somebody with an account, recovery codes, a passkey and a session."""
    invited(store, name, force, role)
    made = store.accept_invitation(name.encode(), setup(name.title(), RECOVERY), NOW)
    store.add_passkey(made.id, name.encode(), b"public", 3, "Key", NOW)
    store.sign_in(made.id, name.encode(), "Firefox on Windows", NOW, NOW + 8 * HOUR)
    return again(store, made)


def lines(store: Store, force: str = "kent") -> list[tuple[str, str, str]]:
    """The log of a force, oldest first: account, act, and what it was about."""
    return [(line.account_id, line.act, line.about) for line in reversed(store.log_of(force))]


def again(store: Store, account: Account) -> Account:
    """The account as it is kept now."""
    found = store.account(account.id)
    assert found is not None
    return found


def everything(store: Store, account: Account) -> tuple[object, ...]:
    """All that is kept of an account."""
    return (
        store.account(account.id),
        store.passkeys_of(account.id),
        store.recovery_left(account.id),
        store.sign_ins_of(account.id, NOW),
    )
