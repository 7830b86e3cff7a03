"""An adviser's session ends while they type: nothing is lost, and after signing in it is saved, just there."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask

from tests.person import Person
from tests.web.advisers.officer import PASSWORD, Officer
from tests.web.advisers.sharer import share_at
from tests.web.advisers.test_visits import begins

NOTE = "The side door did not close,\r\nand the <key> hung beside it."


@pytest.fixture
def typing(site: Flask, person: Person) -> tuple[Officer, str, dict[str, list[str]]]:
    """An adviser with a visit's page open, its address, and what its form would send with a note typed in it."""
    officer = Officer(site).joins("derbyshire")
    begins(officer, share_at(person, person.finishes("3")))
    officer.follow("Go through all questions")
    values = officer.page.form("Save").values
    note = next(name for name in values if name.startswith("note-"))
    return officer, officer.at, {**values, note: [NOTE]}


def saves(officer: Officer, address: str, sent: dict[str, list[str]], status: int) -> None:
    """Press Save on the page that is still seen."""
    officer._see(officer.client.post(address, data=sent, follow_redirects=True), status)


@pytest.mark.parametrize("how", ["signed out in another tab", "cookie gone", "idle"])
def test_what_was_typed_is_saved_after_signing_in(
    typing: tuple[Officer, str, dict[str, list[str]]], monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    officer, address, sent = typing
    if how == "cookie gone":
        officer.client.delete_cookie("check")
    elif how == "idle":
        later = officer.services.now() + timedelta(minutes=61)
        monkeypatch.setattr(officer.services, "now", lambda: later)
    else:
        officer.client.post("/advisers/sign-out", data={"csrf_token": sent["csrf_token"]})
    saves(officer, address, sent, 403)
    assert "What you entered is not lost" in officer.page.text
    assert "The side door did not close" in officer.page.text
    officer.press({"email": officer.account.email, "password": "wrong wrong wrong"}, status=400)
    officer.press({"email": officer.account.email, "password": PASSWORD})
    assert officer.page.heading == "Second step"
    officer.press({"code": "000000"}, status=400)
    officer.press({"code": officer.unused_digits()})
    assert "/advisers/visits/" in officer.at
    kept = officer.go(address).form("Save").values
    assert NOTE.replace("\r\n", "\n") in [value[0] for value in kept.values() if value]


def test_a_workspace_that_is_opened_in_another_tab_does_not_disturb_a_visit(
    typing: tuple[Officer, str, dict[str, list[str]]],
) -> None:
    officer, address, sent = typing
    business = Person(officer.site)
    business.client = officer.client
    business.begins()
    saves(officer, address, sent, 200)
    assert NOTE.replace("\r\n", "\n") in [
        value[0] for value in officer.go(address).form("Save").values.values() if value
    ]


def test_what_cannot_be_saved_any_more_is_shown_to_be_copied(
    typing: tuple[Officer, str, dict[str, list[str]]], person: Person
) -> None:
    officer, address, sent = typing
    person.go("/workspace")
    person.press(button="Stop sharing")
    person.press(button="Stop sharing")  # it is asked again, as a visit is under way
    saves(officer, address, sent, 404)
    assert officer.page.heading == "This could not be saved"
    assert "The business no longer shares this" in officer.page.text
    assert "The side door did not close" in officer.page.text


def test_a_link_to_a_visit_survives_signing_in(typing: tuple[Officer, str, dict[str, list[str]]]) -> None:
    officer, address, _ = typing
    officer.signs_out()
    officer.go(address)
    officer.press({"email": officer.account.email, "password": PASSWORD})
    officer.press({"code": officer.unused_digits()})
    assert officer.at == address
