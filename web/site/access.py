"""Access to pages: the cookie holds a session's token, and every look-up goes through that session's workspace."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

from flask import abort, g, make_response, redirect, request, session, url_for
from werkzeug.wrappers import Response

from storage.owner_sessions import OwnerSession
from storage.records import Answered, Premises, PrintOrder
from usecases import owner_sessions
from usecases.open_assessment import OpenAssessment, opened
from web.site.kept_form import KeptForm, asked_page, sent_form
from web.site.others import words_for_owner
from web.site.return_code_page import ask_for_code, ask_to_send_again
from web.site.services import services

# The token of an owner's session.
OWNER = "owner"
# The session keys of an adviser who is signed in on the same device.
ADVISERS = {"_user_id", "_fresh", "_id", "second-step"}

Returned = TypeVar("Returned")


def enter(token: str) -> None:
    """Open the workspace of a new session on this device; what was open here before is closed."""
    close_workspace()
    for name in [name for name in session if name not in {*ADVISERS, "csrf_token"}]:
        session.pop(name)
    session.permanent = True
    session[OWNER] = token


def close_workspace() -> None:
    """Close the open workspace on this device, so that no copy of its cookie opens it again.

    What an adviser holds who is signed in on the same device stays, and so does the token of forms that are open in
    other tabs: what is typed in them is not lost.
    """
    token = session.pop(OWNER, None)
    g.pop("owner_session", None)
    if token is not None:
        owner_sessions.close(services, str(token))


def forget_device() -> None:
    """Close the workspace, and leave nothing for the next person at this device but an adviser's own session."""
    close_workspace()
    kept = {*ADVISERS, *(("csrf_token",) if "_user_id" in session else ())}
    for name in [name for name in session if name not in kept]:
        session.pop(name)


def workspace_id() -> str:
    """The id of the open workspace. Only under `owner_only`."""
    return workspace_here() or abort(403)


def workspace_here() -> str | None:
    """The id of the workspace that is open on this device, for pages that are for others too; None without one."""
    found = _session()
    return found.workspace_id if found else None


def others_here() -> str:
    """In words, who else has used the open workspace within the last minutes; empty where nobody has."""
    found = _session()
    return words_for_owner(found.others) if found else ""


def fresh_code() -> str | None:
    """The return code of the open workspace while it is to be kept, or is shown once more; None at other times."""
    found = _session()
    return owner_sessions.code_of(found, str(session[OWNER])) if found else None


def keep_code(code: str, typed: str) -> bool:
    """Whether what the owner typed shows that they have kept the code; if so, it is shown no longer."""
    return owner_sessions.keep_code(services, str(session[OWNER]), code, typed)


def can_show_code() -> bool:
    """Whether this device can still show the return code of the open workspace once more."""
    found = _session()
    return found is not None and owner_sessions.can_show_code(found)


def show_code_again() -> None:
    """Show the code of the open workspace once more, if this device still can."""
    owner_sessions.show_code_again(services, str(session[OWNER]))


def owner_only(view: Callable[..., Returned]) -> Callable[..., Returned | Response]:
    """Let a view be seen only with an open workspace; others are asked for their return code, and go on there."""

    @wraps(view)
    def guarded(*args: object, **kwargs: object) -> Returned | Response:
        return _session_over() if workspace_here() is None else view(*args, **kwargs)

    guarded.__dict__.update(ask_again=_ask_again, not_there=_not_there)
    return guarded


def _session_over() -> Response:
    form = sent_form()
    if form is not None:
        return make_response(ask_for_code(form, "over"), 403)
    return redirect(url_for("public.enter", next=asked_page().address if request.method == "GET" else None))


def _ask_again(form: KeptForm) -> Response:
    """In place of a form whose token is not this session's."""
    if workspace_here() is None:
        return make_response(ask_for_code(form, "over"), 403)
    return make_response(ask_to_send_again(form), 400)


def _not_there(form: KeptForm) -> Response:
    """In place of a form for something that the open workspace does not hold."""
    return make_response(ask_for_code(form, "other"), 404)


def open_premises(premises_id: str) -> Premises:
    """The premises, if they belong to the open workspace; otherwise 404."""
    return services.store.premises(workspace_id(), premises_id) or abort(404)


def open_assessment(assessment_id: str) -> OpenAssessment:
    """The assessment, if it belongs to the open workspace; otherwise 404."""
    return opened(services, _find(assessment_id) or abort(404))


def open_print(print_id: str) -> PrintOrder | Response:
    """The print order if it is ours or unowned.

    404 for another workspace's; a redirect to the return-code page when no workspace is open.
    """
    order = services.store.find_print(print_id) or abort(404)
    if order.workspace_id is None:
        return order
    found = owner_only(lambda: order)()
    return found if isinstance(found, Response) or order.workspace_id == workspace_id() else abort(404)


def _session() -> OwnerSession | None:
    """The owner's session of this device; read once in a request."""
    if OWNER not in session:
        return None
    if "owner_session" not in g:
        g.owner_session = owner_sessions.find_session(services, str(session[OWNER]))
    found: OwnerSession | None = g.owner_session
    return found


def _find(assessment_id: str) -> Answered | None:
    """The assessment, if it belongs to the open workspace; read once in a request."""
    key = (workspace_id(), assessment_id)
    found: dict[tuple[str, str], Answered | None] = g.setdefault("found", {})
    if key not in found:
        found[key] = services.store.answered(*key)
    return found[key]
