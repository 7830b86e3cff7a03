"""Passwords of advisers: what is accepted, and how they are kept (argon2id)."""

from __future__ import annotations

import secrets
from functools import cache

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

_HASHER = PasswordHasher()


def password_fault(password: str, *personal: str) -> str | None:
    """The problem with a new password, or None; `personal` are words that it must not be made of."""
    if len(password) < SHORTEST:
        return f"Use at least {SHORTEST} characters: three random words make a good password"
    if len(password) > LONGEST:
        return f"Use {LONGEST} characters or fewer"
    plain = "".join(character for character in password.casefold() if character.isalnum())
    left = plain
    words = [word for text in personal for word in text.casefold().replace("@", " ").replace(".", " ").split()]
    for word in sorted({*OBVIOUS, *(word for word in words if len(word) > 2)}, key=len, reverse=True):
        left = left.replace(word, "")
    if len(set(plain)) < 5 or len(left.strip("0123456789")) < 4:
        return "This is easy to guess. Three random words make a good password"
    return None


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


@cache
def _nobodys() -> str:
    return _HASHER.hash(secrets.token_urlsafe(32))
