"""An adviser shows a visit to the business: meanwhile every page on this device is closed but those marked for it.

A view is private unless it is marked with `shown_to_business`, and then it opens for the visit that is shown alone.
What is private on such a page (private notes, names of colleagues) is left out before it is rendered, so that it is not
in the source. The mode lives in the session of the browser and outlasts a new sign-in.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from flask import Response, make_response, render_template, request, session

from web.site.access import SHOWING
from web.site.kept_form import KeptForm, asked_page, sent_form
from web.site.services import services

View = TypeVar("View", bound=Callable[..., Any])


def shown_to_business(view: View) -> View:
    """Mark a view of a visit which the business may look at over the adviser's shoulder."""
    view.__dict__["shown_to_business"] = True
    return view


def shown_visit() -> str | None:
    """The id of the visit that is shown to its business on this device; None if there is none."""
    found = session.get(SHOWING)
    return str(found) if found else None


def begin_showing(visit_id: str) -> None:
    """Show a visit from now on. What was still to be said, perhaps of another business, is dropped."""
    session[SHOWING] = visit_id
    session.pop("_flashes", None)


def stop_showing() -> None:
    """Open everything again on this device."""
    session.pop(SHOWING, None)


def keep_closed(force_id: str, view: Callable[..., object], ids: Mapping[str, object]) -> Response | None:
    """The page in place of one that is not for the business to see; None where the view may be opened."""
    visit_id = shown_visit()
    if visit_id is None or (getattr(view, "shown_to_business", False) and _is_about(force_id, visit_id, ids)):
        return None
    return closed_page(visit_id)


def closed_page(visit_id: str) -> Response:
    """What the adviser typed in a page that was open before comes along, and is sent when they stop showing."""
    kept = sent_form() or (asked_page() if request.method == "GET" else KeptForm(""))
    return make_response(render_template("advisers/showing.html", visit_id=visit_id, kept=kept, closed=True), 403)


def _is_about(force_id: str, visit_id: str, ids: Mapping[str, object]) -> bool:
    """Whether an address names the visit that is shown, or another version of it, or what the business shares for it.

    One that names nothing is the way out of the mode.
    """
    if not ids or ids.get("visit_id") == visit_id:
        return True
    shown = services.store.share_of_visit(force_id, visit_id)
    named = services.store.share_of_visit(force_id, str(ids["visit_id"])) if "visit_id" in ids else ids.get("share_id")
    return shown is not None and named == shown
