"""Passkeys without a device: what hostile answers do. With a real browser: tests/journeys/test_advisers.py."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta

import pytest

from tests.web.advisers.officer import PASSWORD, Officer

ANSWERS = (
    "",
    "{",
    "null",
    "[]",
    "7",
    '"text"',
    "{}",
    json.dumps({"id": 1, "rawId": [], "response": None, "type": "public-key"}),
    json.dumps({"id": "AA", "rawId": "AA", "type": "public-key", "response": {}}),
    json.dumps(
        {
            "id": "AA",
            "rawId": "AA",
            "type": "public-key",
            "response": {"clientDataJSON": "e30", "attestationObject": "oA", "authenticatorData": "", "signature": ""},
        }
    ),
    "[" * 15_000,
    "x" * 30_000,
)


@pytest.fixture
def with_passkey(officer: Officer) -> Officer:
    """An adviser with a passkey whose device is not here."""
    officer.services.store.add_passkey(
        officer.account.id, f"key {officer.account.id}".encode(), b"?", 0, "Key", officer.services.now()
    )
    return officer


@pytest.mark.parametrize("answer", ANSWERS, ids=range(len(ANSWERS)))
def test_hostile_answers_open_nothing(with_passkey: Officer, answer: str) -> None:
    officer = with_passkey
    officer.signs_out()
    officer.gives_password()
    assert officer.page.form("Use a passkey").action == "/advisers/second-step/passkey"
    officer.send("/advisers/second-step/passkey", {"credential": [answer]}, 400)
    assert officer.page.errors == [("#code", "This passkey was not accepted. Try again, or enter the six digits")]
    officer.press({"code": officer.unused_digits()})
    assert officer.page.heading == "Requests"


@pytest.mark.parametrize("answer", ANSWERS, ids=range(len(ANSWERS)))
def test_hostile_answers_register_nothing(officer: Officer, answer: str) -> None:
    officer.go("/advisers/account/passkeys/add")
    officer.press({"name": "Blue <key>", "password": PASSWORD})
    assert officer.page.heading == "Confirm on your device"
    officer.send(officer.page.address, {"credential": [answer]}, 400)
    assert officer.page.errors == [("#passkey", "Your device’s answer could not be used. Try again.")]
    assert officer.services.store.passkeys_of(officer.account.id) == ()


def test_wrong_passkeys_are_counted(with_passkey: Officer) -> None:
    officer = with_passkey
    officer.signs_out()
    officer.gives_password()
    for _ in range(10):
        officer.send("/advisers/second-step/passkey", {"credential": ["{}"]}, 400)
    officer.send("/advisers/second-step/passkey", {"credential": ["{}"]}, 429)


def test_the_device_is_not_asked_without_the_password(officer: Officer, later: Callable[[timedelta], None]) -> None:
    assert officer.go("/advisers/account/passkeys/device").heading == "Add a passkey"
    officer.press({"name": "Key", "password": PASSWORD})
    assert officer.page.heading == "Confirm on your device"
    later(timedelta(minutes=11))
    assert officer.go("/advisers/account/passkeys/device").heading == "Add a passkey"


def test_a_passkey_is_removed_by_its_owner_only(with_passkey: Officer, administrator: Officer) -> None:
    officer = with_passkey
    officer.go("/advisers/account")
    address = officer.page.form("Remove Key").action
    assert address is not None
    administrator.go("/advisers/account")
    administrator.send(address, {})
    assert len(officer.services.store.passkeys_of(officer.account.id)) == 1
    officer.press(button="Remove Key")
    assert "The passkey “Key” has been removed." in officer.page.text
    assert officer.services.store.passkeys_of(officer.account.id) == ()


def test_without_javascript_the_digits_are_there_and_the_page_says_so(with_passkey: Officer) -> None:
    with_passkey.signs_out()
    page = with_passkey.go("/advisers/sign-in") and with_passkey.page
    assert page.heading == "Sign in as an adviser"
    with_passkey.gives_password()
    assert with_passkey.page.form("Use a passkey").element.get("hidden") is not None
    assert "that needs JavaScript" in with_passkey.page.text
