"""Which new passwords are accepted: long ones that are not easy to guess."""

from __future__ import annotations

import pytest

from usecases.passwords import COMMON, LONGEST, SHORTEST, password_fault

EASY = "This is easy to guess. Three random words make a good password"
LINES = COMMON.read_text(encoding="utf-8").splitlines()
LISTED = [line for line in LINES if line and not line.startswith("#")]
PERSONAL = ("sam.reed@kent.police.uk", "Sam Reed")


@pytest.mark.parametrize(
    "password",
    [
        "harbour lantern violet",
        "correct harbour staple",
        "copper meadow window",
        "xK9#vTq2!mZ7w",
        "qwertyuiop harbour lantern",
        "iloveyou harbour lantern",
        "administrator of harbours",
        "ünïcode hafen laterne",
    ],
)
def test_long_passwords_that_nobody_expects_are_accepted(password: str) -> None:
    assert password_fault(password, *PERSONAL) is None


@pytest.mark.parametrize(
    "password",
    [
        "passwordpassword",
        "qwertyuiop123",
        "QwertyUiop!2024",
        "iloveyou1234",
        "I love you 2024!",
        "1qaz2wsx3edc",
        "2024iloveyou2024",
        "Administrator1",
        "4dm1n1str4t0r",
        "c0rrect horse battery st@ple",
        "Counter-Terrorism",
        "thisismypassword",
        "manchester united 1999",
        "M4nch3ster Un1ted",
        "abcdefghijklm",
        "zxcvbnm,./1234",
    ],
)
def test_common_passwords_are_refused_however_they_are_disguised(password: str) -> None:
    assert len(password) >= SHORTEST
    assert password_fault(password) == EASY


@pytest.mark.parametrize(
    "password",
    ["P@ssw0rd1234", "p455w0rd p455w0rd", "police police police", "111111222222", "SamReed12345", "5@m R33d K3nt 2024"],
)
def test_obvious_and_personal_words_alone_are_refused_however_they_are_disguised(password: str) -> None:
    assert password_fault(password, *PERSONAL) == EASY


@pytest.mark.parametrize("listed", LISTED)
def test_each_listed_password_is_refused(listed: str) -> None:
    for password in (listed, listed.upper(), f"{listed}12345678"):
        if len(password) >= SHORTEST:
            assert password_fault(password) == EASY


def test_the_list_is_one_of_different_passwords_in_small_letters() -> None:
    assert len(LISTED) >= 200
    assert len(set(LISTED)) == len(LISTED)
    assert all(line.isalnum() and line == line.casefold() and len(line) >= 6 for line in LISTED)


@pytest.mark.parametrize("length", [0, 1, SHORTEST - 1, LONGEST + 1])
def test_passwords_that_are_too_short_or_too_long_are_refused(length: int) -> None:
    fault = password_fault(("harbour lantern violet " * 9)[:length])
    assert fault is not None
    assert "characters" in fault
