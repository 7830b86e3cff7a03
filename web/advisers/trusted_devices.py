"""Recognises a device on which an account has signed in. Used for throttling alone: it gives no access."""

from __future__ import annotations

import secrets

from flask import current_app, request
from itsdangerous import BadSignature, URLSafeTimedSerializer
from werkzeug.wrappers import Response

from storage.accounts import Account
from web.site.services import services

# `__Host-` has browsers take it over HTTPS alone and from this host alone, and asks for the path of the whole site.
COOKIE, OVER_HTTPS = "known-device", "__Host-known-device"
DAYS = 180


def remember(response: Response, account: Account) -> None:
    """Have the device keep a signed note of the account."""
    note = _serializer().dumps([account.id, secrets.token_urlsafe(9)])
    response.set_cookie(
        _name(),
        note,
        max_age=DAYS * 86_400,
        path="/",
        httponly=True,
        samesite="Strict",
        secure=bool(current_app.config["SESSION_COOKIE_SECURE"]),
    )


def is_known(account: Account) -> str | None:
    """The device's own mark, where the account was signed in on it; otherwise None."""
    try:
        account_id, device = _serializer().loads(request.cookies.get(_name(), ""), max_age=DAYS * 86_400)
    except (BadSignature, ValueError):
        return None
    return str(device) if account_id == account.id else None


def _name() -> str:
    return OVER_HTTPS if current_app.config["SESSION_COOKIE_SECURE"] else COOKIE


def _serializer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(services.secret, salt="known-device")
