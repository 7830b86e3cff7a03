"""Passkeys (WebAuthn) as second factors: the challenge to a device, and the check of its answer.

The library is loaded when it is first needed: half a second that no command and no other page should wait for. The
challenge is kept in the signed session, for one answer within a few minutes.
"""

from __future__ import annotations

from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from typing import Literal
from urllib.parse import urlsplit

from flask import request, session

from storage.accounts import Account
from storage.credentials import Passkey
from storage.errors import NotFound
from web.site.services import services

SECONDS = 300
LONGEST = 20_000  # characters of a device's answer; real ones have some hundreds to few thousands
Purpose = Literal["register", "sign-in"]


@dataclass(frozen=True, slots=True)
class NewPasskey:
    """The parts of a passkey made by a device that are kept."""

    credential: bytes
    public_key: bytes
    sign_count: int


def ask_to_register(account: Account) -> str:
    """The question to a device that makes a passkey for the account, as JSON for the page's script."""
    from webauthn import generate_registration_options, options_to_json

    options = generate_registration_options(
        rp_id=_host(),
        rp_name=services.bank.notices.service,
        user_name=account.email,
        user_id=account.id.encode(),
        user_display_name=account.name,
        exclude_credentials=_descriptors(services.store.passkeys_of(account.id)),
    )
    _keep("register", options.challenge)
    return options_to_json(options)


def read_registered(answer: str) -> NewPasskey | None:
    """The passkey that the device made, if it answers the challenge, here and now; otherwise None."""
    from webauthn import verify_registration_response
    from webauthn.helpers.exceptions import WebAuthnException

    challenge = _take("register")
    if challenge is None or len(answer) > LONGEST:
        return None
    try:
        made = verify_registration_response(
            credential=answer, expected_challenge=challenge, expected_rp_id=_host(), expected_origin=_origin()
        )
    except (WebAuthnException, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None  # hostile answers make the library stumble in many ways
    return NewPasskey(made.credential_id, made.credential_public_key, made.sign_count)


def ask_to_sign_in(passkeys: tuple[Passkey, ...]) -> str:
    """The question to a device that holds one of these passkeys, as JSON for the page's script."""
    from webauthn import generate_authentication_options, options_to_json

    options = generate_authentication_options(rp_id=_host(), allow_credentials=_descriptors(passkeys))
    _keep("sign-in", options.challenge)
    return options_to_json(options)


def is_passkey(account: Account, answer: str) -> bool:
    """Whether a passkey of the account answers the challenge; records its use."""
    from webauthn import verify_authentication_response
    from webauthn.helpers import parse_authentication_credential_json
    from webauthn.helpers.exceptions import WebAuthnException

    challenge, store = _take("sign-in"), services.store
    if challenge is None or len(answer) > LONGEST:
        return False
    try:
        credential = parse_authentication_credential_json(answer)
        passkey = next(each for each in store.passkeys_of(account.id) if each.id == credential.raw_id)
        proved = verify_authentication_response(
            credential=credential,
            expected_challenge=challenge,
            expected_rp_id=_host(),
            expected_origin=_origin(),
            credential_public_key=passkey.public_key,
            credential_current_sign_count=passkey.sign_count,
        )
        store.use_passkey(account.id, passkey.id, proved.new_sign_count, services.now())
    except (
        WebAuthnException,
        StopIteration,
        NotFound,
        ValueError,
        TypeError,
        KeyError,
        AttributeError,
        RecursionError,
    ):
        return False
    return True


def text_of(credential: bytes) -> str:
    """A passkey's id as written in addresses."""
    return urlsafe_b64encode(credential).rstrip(b"=").decode()


def id_of(text: str) -> bytes:
    """A passkey's id from an address; empty for any other text."""
    try:
        return urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except ValueError:
        return b""


def _host() -> str:
    return urlsplit(f"//{request.host}").hostname or ""


def _origin() -> str:
    return f"{request.scheme}://{request.host}"


def _descriptors(passkeys: tuple[Passkey, ...]):  # type: ignore[no-untyped-def]
    from webauthn.helpers.structs import PublicKeyCredentialDescriptor

    return [PublicKeyCredentialDescriptor(id=each.id) for each in passkeys]


def _keep(purpose: Purpose, challenge: bytes) -> None:
    session["passkey"] = [purpose, text_of(challenge), int(services.now().timestamp())]


def _take(purpose: Purpose) -> bytes | None:
    """The question that was put for this purpose, once and while it is young."""
    asked, challenge, at = session.pop("passkey", ("", "", 0))
    young = 0 <= services.now().timestamp() - at <= SECONDS
    return id_of(challenge) if asked == purpose and young else None
