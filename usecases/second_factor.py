"""Second factors: the six digits of an authenticator (TOTP, RFC 6238), and recovery codes."""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
from datetime import datetime

import pyotp

from usecases.return_codes import ALPHABET, plain_code

RECOVERY_CODES = 10
_STEP = 30  # seconds
# At 5 bits a character: from 112 random bits on a hash need be neither slow nor salted (ASVS 5.0.0, 6.5.2).
_LENGTH, _GROUP = 24, 4


def secret_for(token: str, key: bytes) -> str:
    """The authenticator secret that belongs to a token (160 bits, base32): the same one each time the page is shown."""
    return base64.b32encode(hmac.digest(key, f"totp:{token}".encode(), hashlib.sha256)[:20]).decode()


def enrolment_uri(secret: str, email: str, service: str) -> str:
    """The text of the authenticator's QR code."""
    return pyotp.TOTP(secret).provisioning_uri(name=email, issuer_name=service)


def step_of(secret: str, typed: str, now: datetime) -> int | None:
    """The time step whose code was typed: this one, the one before or the one after. None for a wrong code."""
    digits = "".join(typed.split())
    if not (digits.isascii() and digits.isdigit() and len(digits) == 6):
        return None
    totp, step = pyotp.TOTP(secret), int(now.timestamp()) // _STEP
    found = None
    for near in (step - 1, step, step + 1):
        if hmac.compare_digest(totp.generate_otp(near), digits):
            found = near
    return found


def new_recovery_codes() -> tuple[str, ...]:
    """Fresh recovery codes of 120 random bits each, in groups."""
    codes = ("".join(secrets.choice(ALPHABET) for _ in range(_LENGTH)) for _ in range(RECOVERY_CODES))
    return tuple("-".join(code[at : at + _GROUP] for at in range(0, _LENGTH, _GROUP)) for code in codes)


def recovery_digest(code: str, account_id: str, key: bytes) -> bytes:
    """The keyed hash of a recovery code, however it was typed."""
    return hmac.digest(key, f"recovery:{account_id}:{plain_code(code)}".encode(), hashlib.sha256)
