"""Return codes: made, read as a person types them, and kept only as a keyed hash."""

from __future__ import annotations

import hashlib
import hmac
import secrets

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 20
GROUP = 4
_ALIKE = str.maketrans({"O": "0", "I": "1", "L": "1"})


def new_code() -> str:
    """A fresh return code of 100 random bits, in five groups of four (Crockford base32)."""
    return grouped("".join(secrets.choice(ALPHABET) for _ in range(LENGTH)))


def grouped(code: str) -> str:
    """A code as people read it: in groups of four."""
    return "-".join(code[at : at + GROUP] for at in range(0, len(code), GROUP))


def last_group(code: str) -> str:
    """The last group of a code."""
    return code.rpartition("-")[2]


def digest_of(code: str, secret: bytes) -> bytes:
    """The keyed hash of a code however it was typed: spaces, dashes, small letters, O for 0, I or L for 1.

    Any text gives a hash, so a wrong code takes the same path and time as a right one.
    """
    return hmac.digest(secret, b"return-code:" + plain_code(code).encode(), hashlib.sha256)


def plain_code(code: str) -> str:
    """A code as it was made, however it was typed; 64 characters at most."""
    typed = "".join(character for character in code.upper() if character.isalnum())
    return typed.translate(_ALIKE)[:64]
