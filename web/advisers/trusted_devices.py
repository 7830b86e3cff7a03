"""Recognises a device on which an account has signed in. Used for throttling alone: it gives no access."""

from __future__ import annotations

import secrets

from flask import request
from itsdangerous import BadSignature, URLSafeTimedSerializer
from werkzeug.wrappers import Response

from storage.accounts import Account
from web.site.services import services

COOKIE, COOKIE_IN_PRODUCTION = "known-device", "__Secure-known-device"
DAYS = 180


def remember(response: Response, account: Account, *, secure: bool) -> None:
    """Have the device keep a signed note of the account."""
    note = _serializer().dumps([account.id, secrets.token_urlsafe(9)])
    response.set_cookie(
        _cookie(), note, max_age=DAYS * 86_400, path="/advisers", httponly=True, samesite="Strict", secure=secure
    )


def is_known(account: Account) -> str | None:
    """The device's own mark, where the account was signed in on it; otherwise None."""
    try:
        account_id, device = _serializer().loads(request.cookies.get(_cookie(), ""), max_age=DAYS * 86_400)
    except (BadSignature, ValueError):
        return None
    return str(device) if account_id == account.id else None


def _cookie() -> str:
    return COOKIE_IN_PRODUCTION if services.settings.production else COOKIE


def _serializer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(services.secret, salt="known-device")
