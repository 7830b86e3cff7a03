"""Guessing is slowed down, and nobody can keep another out with it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from argon2 import PasswordHasher
from flask import Flask
from werkzeug.wrappers import Response

from storage.accounts import Account, Invitation, NewAccount
from tests.web.advisers.officer import PASSWORD, Officer
from usecases import passwords
from usecases.limits import SIGN_IN_DEVICE
from web.advisers import sign_in
from web.advisers.trusted_devices import remember

WRONG = "not this one at all"


def behind(site: Flask, officer: Officer, other: Officer | None = None) -> Officer:
    """Somebody who tries to be the officer: at an address of their own, or behind that of another."""
    attacker = Officer(site)
    attacker.account, attacker.secret = officer.account, officer.secret
    if other is not None:
        attacker.client.environ_base["REMOTE_ADDR"] = other.client.environ_base["REMOTE_ADDR"]
    return attacker


def guesses(attacker: Officer, email: str = "", times: int = 10) -> None:
    """Type wrong passwords."""
    attacker.go("/advisers/sign-in")
    for _ in range(times):
        attacker.press({"email": email or attacker.account.email, "password": WRONG}, status=400)


def test_from_another_address_only_that_address_is_stopped(site: Flask, officer: Officer) -> None:
    officer.signs_out()
    attacker = behind(site, officer)
    guesses(attacker)
    attacker.gives_password(status=429)
    fresh = behind(site, officer)
    fresh.gives_password()
    assert fresh.page.heading == "Second step", "the owner on a new device, elsewhere"
    officer.signs_in()
    assert officer.page.heading == "Requests"


def test_behind_the_same_address_a_known_device_stays_in(site: Flask, officer: Officer) -> None:
    officer.signs_out()
    attacker = behind(site, officer, officer)
    guesses(attacker)
    attacker.gives_password(status=429)
    officer.signs_in()
    assert officer.page.heading == "Requests"


def test_a_known_device_is_known_for_its_own_account_only(site: Flask, officer: Officer) -> None:
    """An adviser who turns on a colleague counts like anybody, and a made-up note is none."""
    officer.signs_out()
    colleague = Officer(site).joins()
    colleague.signs_out()
    colleague.account = officer.account
    guesses(colleague)
    colleague.gives_password(status=429)
    liar = behind(site, officer)
    liar.client.set_cookie("known-device", f'["{officer.account.id}","x"].aaaa.bbbb')
    guesses(liar)
    liar.gives_password(status=429)


def test_a_known_device_is_no_way_to_guess_on(officer: Officer) -> None:
    officer.signs_out()
    guesses(officer)
    officer.gives_password(status=429)


def test_many_addresses_of_mail_from_one_place_are_stopped(site: Flask, officer: Officer) -> None:
    attacker = behind(site, officer)
    attacker.go("/advisers/sign-in")
    for number in range(30):
        attacker.press({"email": f"somebody{number}@force.example", "password": WRONG}, status=400)
    attacker.press({"email": "somebody-else@force.example", "password": WRONG}, status=429)
    attacker.gives_password(status=429)
    officer.signs_out()
    officer.signs_in()
    assert officer.page.heading == "Requests"


def test_it_is_over_after_a_while(site: Flask, officer: Officer, later: Callable[[timedelta], None]) -> None:
    attacker = behind(site, officer)
    guesses(attacker)
    attacker.gives_password(status=429)
    later(SIGN_IN_DEVICE.window + timedelta(seconds=1))
    attacker.gives_password()
    assert attacker.page.heading == "Second step"


def test_six_digits_are_not_guessed_from_many_addresses(site: Flask, officer: Officer) -> None:
    officer.signs_out()
    for _ in range(5):
        attacker = behind(site, officer)
        attacker.gives_password()
        for _ in range(10):
            attacker.press({"code": "0000000"}, status=400)
    attacker = behind(site, officer)
    attacker.gives_password()
    attacker.press({"code": attacker.unused_digits()}, status=429)
    officer.signs_in()
    assert officer.page.heading == "Requests", "the owner's own device still gets in"


@pytest.fixture
def full_cost(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Hash passwords as the service does, and not at the low cost of other tests."""
    monkeypatch.setattr(passwords, "_HASHER", PasswordHasher())
    passwords._nobodys.cache_clear()
    yield
    passwords._nobodys.cache_clear()


@pytest.mark.usefixtures("full_cost")
@pytest.mark.parametrize("who", ["known", "unknown", "invited"])
def test_known_and_unknown_addresses_take_the_same_way(
    site: Flask, officer: Officer, monkeypatch: pytest.MonkeyPatch, who: str
) -> None:
    """One look-up and one argon2 each, with the same parameters; nothing is timed."""
    steps: list[str] = []
    hasher, find = passwords._HASHER, officer.services.store.find_account

    class Watched:
        hash = hasher.hash

        def verify(self, kept: str, password: str) -> bool:
            steps.append(kept.rsplit("$", 2)[0])
            return hasher.verify(kept, password)

    monkeypatch.setattr(passwords, "_HASHER", Watched())

    def looked_up(email: str) -> Account | None:
        steps.append("find")
        return find(email)

    monkeypatch.setattr(officer.services.store, "find_account", looked_up)
    emails = {"known": officer.account.email, "unknown": "nobody@force.example", "invited": f"{who}@force.example"}
    if who == "invited":
        new, now = NewAccount("kent", emails[who], "I", "adviser"), officer.services.now()
        officer.services.store.invite(new, Invitation(b"i", now), by=officer.account.id, now=now)
    attacker = behind(site, officer)
    guesses(attacker, emails[who], 1)
    assert steps == ["find", "$argon2id$v=19$m=65536,t=3,p=4"]
    assert attacker.page.errors == [("#password", sign_in.WRONG)]


def test_right_passwords_do_not_count(site: Flask, officer: Officer) -> None:
    attacker = behind(site, officer)
    for _ in range(12):
        attacker.gives_password(PASSWORD)
    assert attacker.page.heading == "Second step"


def test_in_production_the_mark_of_a_device_is_for_this_host_alone(officer: Officer) -> None:
    site = officer.site
    with site.test_request_context():
        answer = Response()
        site.config["SESSION_COOKIE_SECURE"], before = True, site.config["SESSION_COOKIE_SECURE"]
        try:
            remember(answer, officer.account)
        finally:
            site.config["SESSION_COOKIE_SECURE"] = before
    cookie = answer.headers["Set-Cookie"]
    assert cookie.startswith("__Host-")
    assert {"Secure", "HttpOnly", "Path=/", "SameSite=Strict"} <= set(cookie.split("; "))
    assert "Domain" not in cookie
