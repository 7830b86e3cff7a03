"""Which new passwords are accepted: long ones that are not easy to guess."""

from __future__ import annotations

import pytest

from usecases.passwords import BREACHED, COMMON, LONGEST, SHORTEST, password_fault

EASY = "This is easy to guess. Three random words make a good password"
OURS, KNOWN = (
    [line for line in file.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    for file in (COMMON, BREACHED)
)
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
        "dog 4815 lamp 16 tin",
        "x9k2-0m4v-77pq",
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


@pytest.mark.parametrize("listed", [OURS, KNOWN], ids=["ours", "known from breaches"])
def test_each_listed_password_is_refused(listed: list[str]) -> None:
    forms = [*listed, *map(str.upper, listed), *(f"{each}12345678" for each in listed if each.isalpha())]
    tried = [each for each in forms if len(each) >= SHORTEST]
    assert len(tried) > len(listed) / 2
    assert [each for each in tried if password_fault(each) is None] == []


def test_our_list_is_one_of_different_passwords_in_small_letters() -> None:
    assert len(OURS) >= 200
    assert len(set(OURS)) == len(OURS)
    assert all(line.isalnum() and line == line.casefold() and len(line) >= 6 for line in OURS)


def test_the_commonest_ten_thousand_are_known_and_three_thousand_of_a_length_that_could_be_chosen() -> None:
    """ASVS 5.0.0, 6.2.4: at least the commonest 3,000 that the other rules would let through."""
    assert len(set(KNOWN)) == len(KNOWN) >= 13_000
    assert {"123456", "password", "qwerty", "iloveyou"} <= set(KNOWN[:20])
    assert sum(SHORTEST <= len(each) <= LONGEST for each in KNOWN) >= 3_000
    assert all(each == each.casefold() and each.isascii() for each in KNOWN)


@pytest.mark.parametrize("length", [0, 1, SHORTEST - 1, LONGEST + 1])
def test_passwords_that_are_too_short_or_too_long_are_refused(length: int) -> None:
    fault = password_fault(("harbour lantern violet " * 9)[:length])
    assert fault is not None
    assert "characters" in fault
