"""A password kept at a lower cost than new ones is hashed again at the next sign-in, and nothing else changes."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from argon2 import PasswordHasher, extract_parameters
from flask import Flask

from tests.web.advisers.officer import PASSWORD, Officer
from usecases import passwords

WEAK = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)
STRONG = PasswordHasher(time_cost=2, memory_cost=128, parallelism=1)
OTHER = "copper meadow window"


@pytest.fixture(autouse=True)
def costs_rise(officer: Officer, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The officer's hash has the low cost of all tests; from now on the service hashes at a higher one."""
    assert memory_of(officer) == WEAK.memory_cost
    monkeypatch.setattr(passwords, "_HASHER", STRONG)
    passwords._nobodys.cache_clear()
    yield
    passwords._nobodys.cache_clear()


def kept_hash(officer: Officer) -> str:
    """The hash that is kept of the officer's password."""
    account = officer.services.store.account(officer.account.id)
    assert account is not None
    return account.password_hash


def memory_of(officer: Officer) -> int:
    """The memory, in KiB, that checking the officer's password takes."""
    return extract_parameters(kept_hash(officer)).memory_cost


def test_a_sign_in_renews_a_weak_hash_and_ends_no_session(site: Flask, officer: Officer) -> None:
    lines = officer.services.store.log_of(officer.account.force_id)
    other = Officer(site)
    other.account, other.secret = officer.account, officer.secret
    other.gives_password()
    assert memory_of(officer) == STRONG.memory_cost
    assert officer.services.store.log_of(officer.account.force_id) == lines
    assert officer.go("/advisers/account").heading == "Your account", "the session of before goes on"
    other.press({"code": other.unused_digits()})
    assert other.page.heading == "Requests"
    renewed = kept_hash(officer)
    other.signs_out()
    other.gives_password()
    assert other.page.heading == "Second step", "the password is the same"
    assert kept_hash(officer) == renewed, "a hash of the right cost stays"


def test_a_wrong_password_renews_nothing(site: Flask, officer: Officer) -> None:
    before = kept_hash(officer)
    other = Officer(site)
    other.account = officer.account
    other.gives_password("not this one at all", status=400)
    assert kept_hash(officer) == before


def test_a_password_changed_meanwhile_is_not_overwritten(
    site: Flask, officer: Officer, monkeypatch: pytest.MonkeyPatch
) -> None:
    changed = STRONG.hash(OTHER)

    class Overtaken(PasswordHasher):
        """Hashes while the officer changes the password on another device."""

        def hash(self, password: str | bytes, *, salt: bytes | None = None) -> str:
            officer.services.store.change_password(
                officer.account.id, changed, keep_sign_in="", now=officer.services.now()
            )
            return super().hash(password, salt=salt)

    passwords._nobodys()
    monkeypatch.setattr(passwords, "_HASHER", Overtaken(time_cost=2, memory_cost=128, parallelism=1))
    other = Officer(site)
    other.account, other.secret = officer.account, officer.secret
    other.gives_password(PASSWORD)
    assert kept_hash(officer) == changed
    other.gives_password(PASSWORD, status=400)
    other.gives_password(OTHER)
