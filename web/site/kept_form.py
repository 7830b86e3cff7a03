"""What somebody typed is not lost with a session: the form comes along to the page that asks for the way back in.

A view whose form holds typed text is marked with `keeps_typed`. Where its form arrives and cannot be saved, as the
session is over, the page that asks for the return code (or to sign in) carries it in hidden fields; with the right code
the browser is told to send it again, to where it was meant for (RFC 9110, section 15.4.8).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar
from urllib.parse import urlsplit

from flask import current_app, redirect, request
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response

NEXT, KEPT = "next", "kept"
# What belongs to the page that asks, never to the form that is kept.
_OF_THE_PAGE = frozenset({"csrf_token", NEXT, KEPT, "code", "email", "password", "credential"})
# What a reader recognises as typed, not chosen or hidden.
_SHORTEST_TEXT, _MOST_SHOWN = 3, 12
_NOT_TYPED = (
    *("choice-", "status-", "question", "level", "revisions", "keep-", "agreed-", "checked"),
    *("importance", "class_id", "kind", "about", "block", "put-in"),
)

View = TypeVar("View", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class KeptForm:
    """Where to go on, and the form to send there; without fields it is a page to open. `address` is empty for none."""

    address: str
    fields: tuple[tuple[str, str], ...] = ()

    @property
    def texts(self) -> tuple[str, ...]:
        """What was typed, for the reader to see that it is there."""
        found = (
            value for name, value in self.fields if not name.startswith(_NOT_TYPED) and len(value) >= _SHORTEST_TEXT
        )
        return tuple(found)[:_MOST_SHOWN]


def keeps_typed(view: View) -> View:
    """Mark a view whose form holds what somebody typed."""
    view.__dict__["keeps_typed"] = True
    return view


def sent_form() -> KeptForm | None:
    """The form of this request, where its view keeps what was typed; None for any other request.

    A form that another site has sent is never kept: nobody typed it here.
    """
    view = current_app.view_functions.get(request.endpoint or "")
    typed = request.method == "POST" and getattr(view, "keeps_typed", False) and not request.files
    if not typed or request.headers.get("Sec-Fetch-Site", "same-origin") not in ("same-origin", "none"):
        return None
    fields = _fields()
    return KeptForm(_here(), fields) if fields else None


def asked_page() -> KeptForm:
    """The page that was asked for, to go on there."""
    return KeptForm(_here())


def kept_form() -> KeptForm:
    """What the page that asks for the way back in has carried: in its form, or where to continue in its address."""
    if request.method == "POST" and request.form.get(KEPT):
        address = _ours(request.form.get(NEXT, ""), "POST")
        return KeptForm(address, _fields() if address else ())
    return KeptForm(_ours(request.values.get(NEXT, ""), "GET"))


def go_on(kept: KeptForm, otherwise: str) -> Response:
    """Go on where the reader was: the browser sends a kept form again, as it was, and it is saved."""
    if not kept.address:
        return redirect(otherwise)
    return redirect(kept.address, 307 if kept.fields else 302)


def _fields() -> tuple[tuple[str, str], ...]:
    return tuple((name, value) for name, value in request.form.items(multi=True) if name not in _OF_THE_PAGE)


def _here() -> str:
    return request.full_path if request.query_string else request.path


def _ours(address: str, method: str) -> str:
    """The address, if it is a page of this site that takes such a request; otherwise empty."""
    parts = urlsplit(address)
    if parts.scheme or parts.netloc or not address.startswith("/") or address.startswith(("//", "/\\")):
        return ""
    try:
        adapter = current_app.url_map.bind_to_environ(request.environ)
        endpoint, _ = adapter.match(parts.path, method=method)
    except HTTPException:
        return ""
    return "" if endpoint == "static" else address
