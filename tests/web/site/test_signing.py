"""Cookies and tokens are signed quicker than the libraries do, and each reads what the other has signed."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask, Response, g, session
from flask.sessions import SecureCookieSessionInterface
from flask_wtf.csrf import generate_csrf, validate_csrf
from itsdangerous import BadSignature, SignatureExpired, URLSafeTimedSerializer
from wtforms.validators import ValidationError

from web.site.signing import SignedCookies, form_token, is_form_token

VALUES: list[dict[str, Any]] = [{}, {"owner": "ab", "_permanent": True}, {"a": ["ä", 1, None] * 90}]


@pytest.fixture
def app() -> Flask:
    made = Flask("signing")
    made.secret_key = b"secret of the site"
    made.session_interface = SignedCookies()
    return made


def _both(app: Flask) -> tuple[URLSafeTimedSerializer, URLSafeTimedSerializer]:
    ours, its = (kind().get_signing_serializer(app) for kind in (SignedCookies, SecureCookieSessionInterface))
    assert ours is not None
    assert its is not None
    return ours, its


@pytest.mark.parametrize("value", VALUES)
def test_a_cookie_is_one_of_flask_and_the_other_way_round(app: Flask, value: dict[str, Any]) -> None:
    ours, its = _both(app)
    assert its.loads(ours.dumps(value)) == ours.loads(its.dumps(value)) == ours.loads(ours.dumps(value)) == value


def test_a_changed_cookie_one_of_another_site_and_an_old_one_are_refused(app: Flask) -> None:
    ours, _ = _both(app)
    signed = str(ours.dumps(VALUES[1]))
    for at in range(len(signed)):
        with pytest.raises(BadSignature):
            ours.loads(f"{signed[:at]}{'A' if signed[at] != 'A' else 'B'}{signed[at + 1 :]}x"[:-1])
    app.secret_key = b"another secret"
    with pytest.raises(BadSignature):
        _both(app)[0].loads(signed)
    with pytest.raises(SignatureExpired):
        ours.loads(signed, max_age=-1)
    app.secret_key = None
    assert SignedCookies().get_signing_serializer(app) is None


@pytest.mark.parametrize("refreshed", [False, True])
@pytest.mark.parametrize("before", [{}, {"owner": "ab"}, {"owner": "ab", "_permanent": True}])
@pytest.mark.parametrize("vary", [None, "Accept-Encoding"])
def test_a_session_is_kept_as_flask_keeps_it(
    app: Flask, before: dict[str, Any], vary: str | None, *, refreshed: bool
) -> None:
    app.config["SESSION_REFRESH_EACH_REQUEST"] = refreshed
    for act in (lambda _: None, lambda each: each.get("owner"), lambda each: each.update(new=1), dict.clear):
        said = []
        for kind in (SignedCookies(), SecureCookieSessionInterface()):
            session, response = kind.session_class(before), Response()
            if vary:
                response.headers["Vary"] = vary
            act(session)
            kind.save_session(app, session, response)
            said.append({(name, value.partition("=")[0]) for name, value in response.headers})
        assert said[0] == said[1]


def test_a_token_is_one_of_flask_wtf_and_of_its_session_alone(app: Flask) -> None:
    with app.test_request_context():
        first = form_token()
        assert form_token() == first == generate_csrf(), "one token in all forms of a page"
        validate_csrf(first)
        held = session["csrf_token"]
        del g.csrf_token
        again = form_token()
        validate_csrf(again)
        assert session["csrf_token"] == held
    with app.test_request_context():
        form_token()
        _refused(first)
        session["csrf_token"] = held
        validate_csrf(first)
        assert is_form_token(first)
        for other in (None, "", "x", first[:-1], f"{first[:-2]}xx", f"x{first}", held, f".{first}", "ä.b.c", "\ud800"):
            _refused(other)
        session["csrf_token"] = held.encode()
        assert not is_form_token(first)


def test_another_use_of_the_same_secret_does_not_pass_for_a_token(app: Flask) -> None:
    with app.test_request_context():
        form_token()
        _refused(str(_both(app)[0].dumps(session["csrf_token"])))


def _refused(token: str | None) -> None:
    assert not is_form_token(token)
    with pytest.raises((ValidationError, UnicodeEncodeError)):
        validate_csrf(token)
