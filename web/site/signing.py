"""Signs cookies and the tokens of forms as Flask and Flask-WTF do; what signs is made once, not for every request.

It holds the secret of the site and nothing of anybody's session: each cookie and each token is made, read and checked,
its age too, in the request that it belongs to.
"""

from __future__ import annotations

import hmac
from functools import lru_cache

from flask import Flask, Response, current_app, g, session
from flask.sessions import SecureCookieSessionInterface, SessionMixin
from flask_wtf.csrf import generate_csrf
from itsdangerous import BadData, URLSafeTimedSerializer
from itsdangerous.encoding import base64_encode
from itsdangerous.serializer import Serializer
from itsdangerous.signer import HMACAlgorithm, Signer
from itsdangerous.timed import TimestampSigner

_TOKEN = "csrf_token"  # noqa: S105  the name under which Flask-WTF keeps it


class _Hmac(HMACAlgorithm):
    """HMAC-SHA1, as those libraries sign; in one object of OpenSSL, not in Python."""

    def __init__(self) -> None:
        super().__init__("sha1")

    def get_signature(self, key: bytes, value: bytes) -> bytes:
        return hmac.new(key, value, self.digest_method).digest()


class _Signer(TimestampSigner):
    """Derives each of its keys once."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **{**kwargs, "algorithm": _Hmac()})  # type: ignore[arg-type]
        derive = super().derive_key
        self._derived = {key: derive(key) for key in self.secret_keys}

    def derive_key(self, secret_key: str | bytes | None = None) -> bytes:
        return self._derived[self.secret_keys[-1] if secret_key is None else secret_key]  # type: ignore[index]


class _Signing(URLSafeTimedSerializer):
    """Keeps its signer, which knows nothing of what it signs. What is signed here is too short to be compressed."""

    default_signer = _Signer
    _made: Signer | None = None

    def make_signer(self, salt: str | bytes | None = None) -> Signer:
        if salt not in (None, self.salt):
            return super().make_signer(salt)
        if self._made is None:
            self._made = super().make_signer(salt)
        return self._made

    def dump_payload(self, obj: object) -> bytes:
        return base64_encode(Serializer.dump_payload(self, obj))


class SignedCookies(SecureCookieSessionInterface):
    """Sessions in signed cookies, as Flask has them."""

    def get_signing_serializer(self, app: Flask) -> URLSafeTimedSerializer | None:
        """What signs with the secret that the application has now; None where it has none."""
        return _of_cookies(app.secret_key, str(self.salt)) if app.secret_key else None

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        """Keep the session in its cookie. One that was only read needs no cookie, as none is renewed by being read."""
        only_read = session and session.accessed and not session.modified
        if only_read and not app.config["SESSION_REFRESH_EACH_REQUEST"] and "Vary" not in response.headers:
            response.headers["Vary"] = "Cookie"
        else:
            super().save_session(app, session, response)


def form_token() -> str:
    """The token of this request's forms, the same in all of them: as `generate_csrf` of Flask-WTF makes it."""
    token = session.get(_TOKEN)
    if _TOKEN in g or not isinstance(token, str) or not current_app.secret_key:
        return str(generate_csrf())
    g.csrf_token = _of_forms(current_app.secret_key).dumps(token)
    return str(g.csrf_token)


def is_form_token(sent: str | None) -> bool:
    """Whether this is the token of a form of this session, as `validate_csrf` of Flask-WTF has it."""
    held = session.get(_TOKEN)
    if not sent or not isinstance(held, str) or not current_app.secret_key:
        return False
    try:
        return hmac.compare_digest(held.encode(), str(_of_forms(current_app.secret_key).loads(sent)).encode())
    except (BadData, UnicodeError):
        return False


@lru_cache(maxsize=4)
def _of_cookies(secret: str | bytes, salt: str) -> _Signing:
    kept = SecureCookieSessionInterface
    kwargs = {"key_derivation": kept.key_derivation, "digest_method": kept.digest_method}
    return _Signing(secret, salt=salt, serializer=kept.serializer, signer_kwargs=kwargs)


@lru_cache(maxsize=4)
def _of_forms(secret: str | bytes) -> _Signing:
    return _Signing(secret, salt="wtf-csrf-token")
