"""The session's cookie, signed and checked as Flask does; what signs is made once, not twice for every answer."""

from __future__ import annotations

from functools import lru_cache

from flask import Flask
from flask.sessions import SecureCookieSessionInterface
from itsdangerous import URLSafeTimedSerializer


class SignedCookies(SecureCookieSessionInterface):
    """Keeps what signs, which holds the secret of the site and nothing of a session: each cookie is read and checked,
    its age too, in each request."""

    def get_signing_serializer(self, app: Flask) -> URLSafeTimedSerializer | None:
        """What signs with the secret that the application has now; None where it has none."""
        return self._signing(app, app.secret_key) if app.secret_key else None

    @lru_cache(maxsize=4)  # noqa: B019  there is one of these in a process
    def _signing(self, app: Flask, _secret: str | bytes) -> URLSafeTimedSerializer | None:
        return super().get_signing_serializer(app)
