"""Passwords of advisers: what is accepted, and how they are kept (argon2id)."""

from __future__ import annotations

import secrets
from functools import cache
from pathlib import Path
from string import digits, punctuation

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

SHORTEST, LONGEST = 12, 128
# Too obvious whatever their length: each of these, or one of them repeated.
OBVIOUS = (
    "password",
    "letmein",
    "qwerty",
    "police",
    "security",
    "counterterrorism",
    "protect",
    "welcome",
    "1234567890",
)
# What people are expected to choose, and what they are known to have chosen; the rest is judged by the words above.
COMMON, BREACHED = (Path(__file__).with_name(f"{name}_passwords.txt") for name in ("common", "breached"))
# What people write for letters; i and l cannot be told apart behind a 1.
_DISGUISES = str.maketrans("013457@$!i", "oleastasll")

_HASHER = PasswordHasher()


def password_fault(password: str, *personal: str) -> str | None:
    """The problem with a new password, or None; `personal` are words that it must not be made of."""
    if len(password) < SHORTEST:
        return f"Use at least {SHORTEST} characters: three random words make a good password"
    if len(password) > LONGEST:
        return f"Use {LONGEST} characters or fewer"
    typed = [word for text in personal for word in text.casefold().replace("@", " ").replace(".", " ").split()]
    words = {*OBVIOUS, *(word for word in typed if len(word) > 2)}
    plain, meant = _plain(password.casefold()), _undisguised(password)
    undisguised_words = {word.translate(_DISGUISES) for word in words}
    if (
        len(set(plain)) < 5
        or _is_made_of(words, plain)
        or any(_is_made_of(undisguised_words, form) for form in meant)
        or not meant.isdisjoint(_common())
    ):
        return "This is easy to guess. Three random words make a good password"
    return None


def _is_made_of(words: set[str], text: str) -> bool:
    """Whether little is left of a text without these words and the digits around them."""
    for word in sorted(words, key=len, reverse=True):
        text = text.replace(word, "")
    return len(text.strip(digits)) < 4


def _plain(text: str) -> str:
    return "".join(character for character in text if character.isalnum())


def _undisguised(password: str) -> frozenset[str]:
    """What a password means: letters for digits and signs, once with those at its ends and once without them."""
    small = password.casefold()
    forms = (small, small.strip(digits + punctuation + " "))
    return frozenset(_plain(form.translate(_DISGUISES)) for form in forms)


@cache
def _common() -> frozenset[str]:
    """The common passwords, undisguised."""
    lines = (line for file in (COMMON, BREACHED) for line in file.read_text(encoding="utf-8").splitlines())
    listed = (_undisguised(line) for line in lines if line and not line.startswith("#"))
    return frozenset(form for forms in listed for form in forms)


def hash_password(password: str) -> str:
    """The password as it is kept."""
    return _HASHER.hash(password)


def is_password(kept: str | None, password: str) -> bool:
    """Whether it is the password; as slow where nothing is kept as where something is."""
    nobodys = _nobodys()  # also where it is not needed: the first call takes longer
    try:
        return _HASHER.verify(kept or nobodys, password) and bool(kept)
    except (VerificationError, InvalidHashError):
        return False


def renewed_hash(kept: str, password: str) -> str | None:
    """A hash of a password that was right, at the cost that new ones have; None where the kept one has that cost.

    Costs rise with the years, and only at a sign-in is the password at hand (OWASP Password Storage Cheat Sheet).
    """
    return _HASHER.hash(password) if _HASHER.check_needs_rehash(kept) else None


@cache
def _nobodys() -> str:
    return _HASHER.hash(secrets.token_urlsafe(32))
