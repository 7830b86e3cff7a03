"""Invitations: what is typed is kept, and a link works once and in time."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from flask import Flask

from storage.accounts import NewAccount
from tests.reading import words
from tests.storage.place import inviter
from tests.web.advisers.officer import PASSWORD, Officer
from usecases.invitations import LASTS, invite


def invited(site: Flask, email: str) -> tuple[Officer, str]:
    """Somebody who has a link, and where it leads."""
    officer = Officer(site)
    _, token = invite(
        officer.services, NewAccount("derbyshire", email, "Sam Reed", "adviser"), by=inviter(officer.services.store)
    )
    return officer, f"/advisers/invitation/{token}"


def test_wrong_digits_lose_nothing_but_the_password(site: Flask) -> None:
    officer, address = invited(site, "wrong-digits@force.example")
    officer.go(address)
    secret = words(officer.page.all("code", "typed")[0]).replace(" ", "")
    officer.press({"name": "Samantha <b>Reed", "new_password": PASSWORD, "code": "000 000"}, status=400)
    assert officer.page.errors == [("#code", "Those digits are not right. Enter the six digits that the app shows now")]
    assert officer.page.form().values["name"] == ["Samantha <b>Reed"]
    assert PASSWORD not in officer.page.html
    assert words(officer.page.all("code", "typed")[0]).replace(" ", "") == secret
    officer.secret = secret
    officer.press({"new_password": PASSWORD, "code": officer.digits()})
    account = officer.services.store.find_account("wrong-digits@force.example")
    assert account is not None
    assert (account.name, account.state) == ("Samantha <b>Reed", "active")


def test_a_link_is_over_once_used_and_after_a_week(site: Flask, later: Callable[[timedelta], None]) -> None:
    officer, address = invited(site, "used-twice@force.example")
    officer.accepts(address)
    second = Officer(site)
    assert second.go(address, 404).heading == "This invitation no longer works"
    assert second.go("/advisers/invitation/" + "x" * 5000, 404).heading == "This invitation no longer works"
    late, other = invited(site, "too-late@force.example")
    assert late.go(other).heading == "Set up your account"
    form = late.page.form()
    later(LASTS)
    assert late.go(other, 404).heading == "This invitation no longer works"
    token = late.go("/return").form().values["csrf_token"]
    answer = late.client.post(other, data={**form.values, "csrf_token": token, "new_password": PASSWORD})
    assert answer.status_code == 404


def test_a_password_made_of_the_name_typed_is_refused(site: Flask) -> None:
    officer, address = invited(site, "own-name@force.example")
    officer.go(address)
    officer.press({"name": "Wilhelmina", "new_password": "wilhelmina123", "code": "000000"}, status=400)
    assert ("#new_password", "This is easy to guess. Three random words make a good password") in officer.page.errors
