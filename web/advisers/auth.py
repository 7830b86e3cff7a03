"""The signed-in adviser, and the pages they may open. The store keeps the session; the cookie holds only a token."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import wraps
from typing import TypeVar, cast

from flask import Flask, abort, make_response, redirect, request, session, url_for
from flask_login import LoginManager, UserMixin, current_user, login_user, logout_user
from werkzeug.wrappers import Response

from storage.accounts import Account
from storage.sign_ins import SignIn
from usecases.badges import entry_waits_for
from web.advisers.showing import keep_closed, shown_visit, stop_showing
from web.advisers.sign_in_page import ask_to_sign_in, not_there_page
from web.site.kept_form import KeptForm, asked_page, sent_form
from web.site.return_code_page import ask_to_send_again
from web.site.services import services

# A working day, and not more than an hour of doing nothing.
SESSION = timedelta(hours=8)
IDLE = timedelta(hours=1)

# The pages in the advisers' navigation: endpoint and title.
PAGES = (
    ("requests.home", "Requests"),
    ("visits.home", "Visits"),
    ("text_blocks.home", "Text blocks"),
    ("workshops.home", "Workshops"),
    ("statistics.home", "Figures"),
    ("contact_entry.home", "Contact entry"),
    ("account.home", "Your account"),
)
ADMINISTRATORS_PAGES = (("team.home", "Team"), ("team.acts", "Log"))

Returned = TypeVar("Returned")


@dataclass(frozen=True)
class Adviser(UserMixin):  # type: ignore[misc]
    """A signed-in adviser: the account, the session, and the session's token."""

    account: Account
    sign_in: SignIn
    token: str

    def get_id(self) -> str:
        """The token that the cookie holds."""
        return self.token


def init_advisers(app: Flask) -> None:
    """Register the sign-in of advisers with the application."""
    manager = LoginManager()
    # `init_app` would also look into every session for a cookie that remembers people, which this site never sets.
    app.login_manager = manager  # type: ignore[attr-defined]
    manager.session_protection = None  # its fingerprint holds the network address, which changes as people travel
    manager.user_loader(_load)
    app.jinja_env.globals["current_user"] = current_user
    app.context_processor(_adviser_pages)


def adviser() -> Adviser:
    """The adviser who is signed in. Only under `advisers_only`."""
    return cast(Adviser, current_user)


def advisers_only(view: Callable[..., Returned]) -> Callable[..., Returned | Response]:
    """Let a view be seen only by an adviser; others are asked to sign in. 404 where the bank has no advisers.

    While an adviser shows a visit to the business, it is closed unless it is marked for that.
    """

    @wraps(view)
    def guarded(*args: object, **kwargs: object) -> Returned | Response:
        if services.bank.adviser is None:
            abort(404)
        if not current_user.is_authenticated:
            return _session_over()
        closed = keep_closed(adviser().account.force_id, view, kwargs)
        return view(*args, **kwargs) if closed is None else closed

    guarded.__dict__.update(ask_again=_ask_again, not_there=_not_there)
    return guarded


def _session_over() -> Response:
    form = sent_form()
    if form is not None:
        return make_response(ask_to_sign_in(form), 403)
    return redirect(url_for("sign_in.sign_in", next=asked_page().address if request.method == "GET" else None))


def _ask_again(form: KeptForm) -> Response:
    """In place of a form whose token is not this session's."""
    if current_user.is_authenticated:
        return make_response(ask_to_send_again(form), 400)
    return make_response(ask_to_sign_in(form), 403)


def _not_there(form: KeptForm) -> Response:
    """In place of a form for something that the adviser may not see, or not any longer."""
    return make_response(not_there_page(form) if current_user.is_authenticated else ask_to_sign_in(form), 404)


def administrators_only(view: Callable[..., Returned]) -> Callable[..., Returned | Response]:
    """Let a view be seen only by an administrator of the force; 403 for an adviser who is none."""

    @wraps(view)
    def guarded(*args: object, **kwargs: object) -> Returned:
        if adviser().account.role != "administrator":
            abort(403)
        return view(*args, **kwargs)

    return advisers_only(guarded)


def begin_sign_in(account: Account) -> None:
    """A new session for an account whose both factors were right."""
    token, now = secrets.token_urlsafe(32), services.now()
    begun = services.store.sign_in(
        account.id, _digest(token), device_name(request.user_agent.string), now, now + SESSION
    )
    session.pop("second-step", None)
    session.permanent = True
    login_user(Adviser(account, begun, token))


def end_sign_in() -> None:
    """End the session on this device; an open workspace of a business stays open."""
    if current_user.is_authenticated:
        services.store.sign_out(adviser().account.id, adviser().sign_in.id)
    stop_showing()
    logout_user()


def device_name(agent: str) -> str:
    """A coarse name of a device: enough to recognise your own, too little to track anybody."""
    browsers = {"Edg": "Edge", "Firefox": "Firefox", "Chrome": "Chrome", "Safari": "Safari"}
    systems = {
        "Windows": "Windows",
        "Android": "Android",
        "iPhone": "iPhone",
        "iPad": "iPad",
        "Mac OS": "Mac",
        "Linux": "Linux",
    }
    browser = next((name for sign, name in browsers.items() if sign in agent), "A browser")
    system = next((name for sign, name in systems.items() if sign in agent), "")
    return f"{browser} on {system}" if system else browser


def _adviser_pages() -> dict[str, object]:
    """Give the templates what every page for advisers shows: the adviser, and the navigation."""
    if not request.path.startswith("/advisers"):
        return {}
    signed_in, showing = current_user.is_authenticated, shown_visit() is not None
    pages = [] if showing else list(PAGES)
    if pages and signed_in and adviser().account.role == "administrator":
        pages[-1:-1] = ADMINISTRATORS_PAGES
    waits = {"contact_entry.home"} if signed_in and entry_waits_for(services, adviser().account) else set()
    words = services.bank.adviser
    return {"adviser_pages": pages, "adviser_waits": waits, "adviser_words": words, "showing": showing}


def _load(token: str) -> Adviser | None:
    now = services.now()
    found = services.store.signed_in(_digest(token), now)
    if found is None:
        return None
    begun, account = found
    if now - begun.seen > IDLE:
        services.store.sign_out(account.id, begun.id)
        return None
    return Adviser(account, begun, token)


def _digest(token: str) -> bytes:
    return hmac.digest(services.secret, f"sign-in:{token}".encode(), hashlib.sha256)
