"""Signing in: invitation, password, second factor, and what keeps others out without keeping the owner out."""

from __future__ import annotations

import pytest
from flask import Flask

from tests.web.advisers.officer import PASSWORD, Officer


def test_an_invitation_makes_an_account_once(site: Flask) -> None:
    officer = Officer(site)
    officer.joins(role="administrator")
    assert len(set(officer.recovery)) == 10
    # ASVS 5.0.0, 6.5.2: what is kept under a plain hash has 112 random bits or more; here 5 for each character.
    assert all(len(code.replace("-", "")) * 5 >= 112 for code in officer.recovery)
    officer.go("/advisers/team")
    assert officer.page.heading == "Team"


def test_both_factors_open_and_no_digits_work_twice(site: Flask) -> None:
    officer = Officer(site).joins()
    officer.go("/advisers/account")
    officer.press(button="Sign out here")
    assert officer.page.heading == "Sign in as an adviser"
    officer.press({"email": officer.account.email.upper(), "password": PASSWORD})
    assert officer.page.heading == "Second step"
    officer.press({"code": officer.used}, status=400)
    officer.press({"code": officer.unused_digits()})
    assert officer.page.heading == "Requests"


def test_a_recovery_code_works_once(site: Flask) -> None:
    officer = Officer(site).joins()
    for status in (200, 400):
        officer.go("/advisers/account")
        officer.press(button="Sign out here")
        officer.press({"email": officer.account.email, "password": PASSWORD})
        officer.press({"code": officer.recovery[0].lower().replace("-", " ")}, status=status)
        if status == 200:
            officer.go("/advisers/account")
            assert "You have 9 recovery codes left" in officer.page.text


@pytest.mark.parametrize(("email", "password"), [("own", "wrong wrong wrong"), ("nobody@force.example", PASSWORD)])
def test_wrong_address_and_wrong_password_look_alike(site: Flask, email: str, password: str) -> None:
    officer, stranger = Officer(site).joins(), Officer(site)
    stranger.go("/advisers/sign-in")
    stranger.press({"email": officer.account.email if email == "own" else email, "password": password}, status=400)
    assert stranger.page.errors == [
        ("#password", "The email address or the password is wrong. Check both and try again")
    ]


def test_many_wrong_tries_stop_their_maker_and_nobody_else(site: Flask) -> None:
    officer, stranger = Officer(site).joins(), Officer(site)
    officer.go("/advisers/account")
    officer.press(button="Sign out here")
    stranger.go("/advisers/sign-in")
    for _ in range(10):
        stranger.press({"email": officer.account.email, "password": "not this one at all"}, status=400)
    stranger.press({"email": officer.account.email, "password": PASSWORD}, status=429)
    officer.signs_in()
    assert officer.page.heading == "Requests"


def test_the_second_step_needs_the_first(site: Flask) -> None:
    stranger = Officer(site)
    assert stranger.go("/advisers/second-step").heading == "Sign in as an adviser"
