"""Every limit answers alike: 429, when to come back for programs, and the same in words for people."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask

from tests.person import Person, Typed
from tests.reading import Page, Values
from tests.web.advisers.officer import PASSWORD, Officer
from usecases.limits import TooManyTries, network_of
from usecases.services import Services

QUARTER, HOUR = ("900", "Try again in 15 minutes."), ("3600", "Try again in 1 hour.")


@pytest.fixture
def officer(site: Flask) -> Officer:
    """An adviser, signed in."""
    return Officer(site).joins()


@pytest.fixture
def fill(services: Services, monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Fills every bucket of the site, when it is called: those of the store, and those in memory."""

    def full() -> None:
        monkeypatch.setattr(services.store, "attempts_since", lambda _bucket, _since: 1000)
        monkeypatch.setattr(services.traffic, "count", lambda _bucket, _most, _window: False)

    return full


def tries(person: Person, typed: dict[str, Typed], button: str = "") -> tuple[str, str]:
    """Send the form of a page whose limit is reached: the header, and the page's advice."""
    form = person.page.form(button)
    sent: Values = {**form.values, **{name: [each] if isinstance(each, str) else each for name, each in typed.items()}}
    return refused(person, form.action or person.at, sent)


def refused(person: Person, address: str, sent: Values | None = None) -> tuple[str, str]:
    """Ask for an address, or send to it, where the limit is reached."""
    client = person.client
    answer = client.get(address) if sent is None else client.post(address, data=sent)
    assert answer.status_code == 429
    text = Page(answer.text).text
    return answer.headers["Retry-After"], text[text.index("Try again in") :].partition(".")[0] + "."


def test_return_codes(person: Person, fill: Callable[[], None]) -> None:
    person.go("/return")
    fill()
    assert tries(person, {"code": "0000-0000-0000-0000-0000"}) == QUARTER


def test_join_codes(person: Person, fill: Callable[[], None]) -> None:
    person.go("/join")
    fill()
    assert tries(person, {"code": "0000-0000"}) == QUARTER
    assert refused(person, "/join/0000-0000") == QUARTER


def test_sign_in_and_both_second_steps(site: Flask, officer: Officer, fill: Callable[[], None]) -> None:
    stranger = Officer(site)
    stranger.account, stranger.secret = officer.account, officer.secret
    stranger.gives_password()
    token = stranger.page.form().values["csrf_token"]
    fill()
    assert tries(stranger, {"code": "000000"}) == QUARTER
    assert refused(stranger, "/advisers/second-step/passkey", {"csrf_token": token, "credential": ["{}"]}) == QUARTER
    stranger.go("/advisers/sign-in")
    assert tries(stranger, {"email": officer.account.email, "password": PASSWORD}) == QUARTER


@pytest.mark.parametrize("page", ["password", "authenticator", "recovery", "passkeys/add"])
def test_the_password_again(officer: Officer, fill: Callable[[], None], page: str) -> None:
    officer.go(f"/advisers/account/{page}")
    typed = {"password": PASSWORD, "new_password": "copper meadow window", "code": "000000", "name": "Key"}
    fill()
    offered = officer.page.form().offers
    assert tries(officer, {name: each for name, each in typed.items() if name in offered}) == QUARTER


def test_prints_of_cards(person: Person, fill: Callable[[], None]) -> None:
    page = person.go("/cards")
    form = next(form for form in page.forms if form.values.get("card") == ["run-hide-tell"])
    fill()
    assert refused(person, "/cards", {**form.values, "size": ["a4"]}) == HOUR


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2::", "2001:db8:1:2::/64"),
        ("fe80::1%eth0", "fe80::/64"),
        ("None", "None"),
        ("", ""),
    ],
)
def test_a_network_is_an_address_or_a_64(address: str, network: str) -> None:
    assert network_of(address) == network


@pytest.mark.parametrize(
    ("wait", "words"),
    [
        (timedelta(minutes=1), "1 minute"),
        (timedelta(minutes=15), "15 minutes"),
        (timedelta(hours=1), "1 hour"),
        (timedelta(minutes=90), "90 minutes"),
        (timedelta(hours=2), "2 hours"),
    ],
)
def test_the_wait_is_said_in_whole_units(wait: timedelta, words: str) -> None:
    assert str(TooManyTries(wait)) == f"Too many attempts. Try again in {words}."
