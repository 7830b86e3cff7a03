"""An adviser's own account: what asks for the password again, what ends sessions, and how long they last."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pyotp
import pytest
from flask import Flask

from tests.reading import words
from tests.web.advisers.officer import PASSWORD, Officer

NEW = "copper meadow window"
Later = Callable[[timedelta], None]


def acts_of(officer: Officer) -> list[str]:
    """What the log says that the officer did, oldest first."""
    lines = officer.services.store.log_of(officer.account.force_id)
    return [line.act for line in reversed(lines) if line.account_id == officer.account.id]


def is_in(officer: Officer) -> bool:
    """Whether the officer is still signed in."""
    return officer.go("/advisers/account").heading == "Your account"


def elsewhere(site: Flask, officer: Officer) -> Officer:
    """The same person on another device, signed in."""
    other = Officer(site)
    other.account, other.secret, other.recovery = officer.account, officer.secret, officer.recovery
    other.signs_in()
    return other


@pytest.mark.parametrize("page", ["password", "authenticator", "recovery", "passkeys/add"])
def test_what_would_keep_a_stranger_in_asks_for_the_password(officer: Officer, page: str) -> None:
    before = (
        officer.services.store.account(officer.account.id),
        officer.services.store.recovery_left(officer.account.id),
    )
    officer.go(f"/advisers/account/{page}")
    secret = words(officer.page.all("code", "typed")[0]).replace(" ", "") if page == "authenticator" else ""
    offered = officer.page.form().offers
    typed = {"new_password": NEW, "name": "Key", "code": pyotp.TOTP(secret).now() if secret else ""}
    given = {name: value for name, value in typed.items() if name in offered}
    officer.press({**given, "password": "not this one at all"}, status=400)
    assert officer.page.errors == [("#password", "This is not your current password")]
    after = officer.services.store.account(officer.account.id), officer.services.store.recovery_left(officer.account.id)
    assert after == before
    assert "added-passkey" not in acts_of(officer)
    for _ in range(9):
        officer.press({**given, "password": "not this one at all"}, status=400)
    officer.press({**given, "password": PASSWORD}, status=429)


def test_a_new_password_ends_all_other_sessions(site: Flask, officer: Officer) -> None:
    other = elsewhere(site, officer)
    officer.go("/advisers/account/password")
    officer.press({"password": PASSWORD, "new_password": "police police police"}, status=400)
    officer.press({"password": PASSWORD, "new_password": NEW})
    assert "signed out everywhere else" in officer.page.text
    assert is_in(officer)
    assert not is_in(other)
    other.gives_password(PASSWORD, status=400)
    other.gives_password(NEW)
    assert acts_of(officer)[-1] == "changed-password"


def test_another_authenticator_takes_the_place_of_the_old_one(site: Flask, officer: Officer) -> None:
    other = elsewhere(site, officer)
    officer.go("/advisers/account/authenticator")
    secret = words(officer.page.all("code", "typed")[0]).replace(" ", "")
    assert secret != officer.secret
    officer.press({"password": PASSWORD, "code": "000000"}, status=400)
    assert words(officer.page.all("code", "typed")[0]).replace(" ", "") == secret, "nobody has to scan twice"
    officer.press({"password": PASSWORD, "code": pyotp.TOTP(secret).at(officer.services.now())})
    assert officer.page.heading == "Keep your recovery codes"
    fresh = [words(code) for code in officer.page.all("code")]
    assert not set(fresh) & set(officer.recovery)
    assert not is_in(other)
    other.gives_password()
    other.press({"code": other.digits()}, status=400)
    other.press({"code": officer.recovery[0]}, status=400)
    other.press({"code": fresh[0]})
    assert other.page.heading == "Requests"
    officer.go("/advisers/account/authenticator")
    assert words(officer.page.all("code", "typed")[0]).replace(" ", "") != secret
    assert "changed-authenticator" in acts_of(officer)


def test_new_recovery_codes_end_the_old_ones(officer: Officer) -> None:
    officer.go("/advisers/account/recovery")
    officer.press({"password": PASSWORD})
    fresh = [words(code) for code in officer.page.all("code")]
    assert len(set(fresh)) == 10
    officer.signs_out()
    officer.gives_password()
    officer.press({"code": officer.recovery[0]}, status=400)
    officer.press({"code": fresh[9]})
    assert "You have 9 recovery codes left" in officer.go("/advisers/account").text


@pytest.mark.parametrize(
    ("steps", "stays"), [((59, 59, 59), True), ((61,), False), ((59, 61), False), ((50,) * 10, False)]
)
def test_a_session_ends_after_an_idle_hour_and_after_eight(
    officer: Officer, later: Later, steps: tuple[int, ...], stays: bool
) -> None:
    inside = True
    for minutes in steps:
        later(timedelta(minutes=minutes))
        inside = is_in(officer)
    assert inside is stays


@pytest.mark.parametrize("act", ["suspend", "remove"])
def test_who_is_suspended_or_removed_is_out_at_once(officer: Officer, administrator: Officer, act: str) -> None:
    assert is_in(officer)
    administrator.go("/advisers/team")
    administrator.send(f"/advisers/team/{officer.account.id}/{act}", {})
    assert not is_in(officer)
    officer.gives_password(status=400)


def test_signing_in_gives_a_session_that_nobody_knew_before(officer: Officer) -> None:
    with officer.client.session_transaction() as session:
        first = session["_user_id"]
    officer.signs_out()
    with officer.client.session_transaction() as session:
        assert "_user_id" not in session
        session["_user_id"] = "chosen by somebody else"
    assert not is_in(officer)
    officer.signs_in()
    with officer.client.session_transaction() as session:
        assert session["_user_id"] not in (first, "chosen by somebody else")
        session["_user_id"] = first
    assert not is_in(officer), "the old one opens nothing"


def test_a_session_is_ended_from_another_device(site: Flask, officer: Officer) -> None:
    other = elsewhere(site, officer)
    officer.go("/advisers/account")
    officer.press(button="Sign out there")
    assert not is_in(other)
    assert is_in(officer)
    before = acts_of(officer)
    officer.send("/advisers/account/sessions/unknown/end", {})
    assert acts_of(officer) == before, "what did not happen is not in the log"
