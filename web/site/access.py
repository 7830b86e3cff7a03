"""Access to pages: the cookie holds a session's token, and every look-up goes through that session's workspace.

Each view says which right it needs (`needs`; `owner_only` is the return code's alone). Here, and nowhere else, it is
decided whether a session may open it: `usecases/rights.py` has the rule. What a view does not declare is refused to
codes for others, as `workspace_id` gives them nothing before their right has been checked.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import wraps
from typing import TypeVar

from flask import abort, current_app, g, make_response, redirect, render_template, request, session, url_for
from werkzeug.wrappers import Response

from printing.print_kinds import KINDS
from storage.grants import AccessCode, Grant
from storage.others import Others
from storage.owner_sessions import OwnerSession
from storage.records import Answered, Premises, PrintOrder
from usecases import owner_sessions
from usecases.open_assessment import OpenAssessment, opened
from usecases.rights import Right, Target, holds, reaches
from web.site.kept_form import KeptForm, asked_page, sent_form
from web.site.others import words_for_owner
from web.site.return_code_page import ask_for_code, ask_to_send_again
from web.site.services import services, these_services

# The token of an owner's session.
OWNER = "owner"
# The visit that the business looks at on an adviser's device: opening a workspace must not end that.
SHOWING = "showing"
# The session keys of an adviser who is signed in on the same device.
ADVISERS = {"_user_id", "_fresh", "_id", "second-step", SHOWING}

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
    """The id of the open workspace. Only under `needs`: to a code for others it is given when its right is checked."""
    found = _session()
    return found.workspace_id if found and (found.code is None or "let_in" in g) else abort(403)


def workspace_here() -> str | None:
    """The id of the workspace that is open on this device with all rights, for pages that are for others too."""
    found = _session()
    return found.workspace_id if found and found.code is None else None


def is_open() -> bool:
    """Whether a workspace is open on this device, with whatever rights."""
    return _session() is not None


def code_here() -> AccessCode | None:
    """The code for others with which the workspace is open here; None where it was the return code, or none is open."""
    found = _session()
    return found.code if found else None


def author_here() -> str | None:
    """The id of the code for others that answers are saved with; None for the owner."""
    code = code_here()
    return code.id if code else None


def others_here() -> str:
    """In words, who else has used the open workspace within the last minutes; empty where nobody has."""
    found = _session()
    if found is None:
        return ""
    # That an adviser has a visit open is for the owner to know.
    return words_for_owner(found.others if found.code is None else Others(devices=found.others.devices))


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


def needs(right: Right) -> Callable[[Callable[..., Returned]], Callable[..., Returned | Response]]:
    """Let a view be seen only with an open workspace and this right there, for what the address is about.

    Without a workspace one is asked for the return code, and goes on there. Without the right, or out of reach, nothing
    is read.
    """

    def guard(view: Callable[..., Returned]) -> Callable[..., Returned | Response]:
        @wraps(view)
        def guarded(*args: object, **kwargs: object) -> Returned | Response:
            kept_out = _keep_out(right, kwargs)
            return view(*args, **kwargs) if kept_out is None else kept_out

        guarded.__dict__.update(right=right, ask_again=_ask_again, not_there=_not_there)
        return guarded

    return guard


def owner_only(view: Callable[..., Returned]) -> Callable[..., Returned | Response]:
    """Let a view be seen only by the holder of the return code."""
    return needs("own")(view)


def may_open(endpoint: str, **ids: object) -> bool:
    """Whether this session may open a page, so that no other page offers what would be refused.

    The pages of advisers, and those for everyone, need no right here.
    """
    right: Right | None = getattr(current_app.view_functions[endpoint], "right", None)
    found = _session()
    if right is None or found is None or found.code is None:
        return True
    return holds(found.code.grant, right) and _in_reach(found, found.code.grant, right, ids)


def _keep_out(right: Right, ids: Mapping[str, object]) -> Response | None:
    """The answer in place of a page; None for a session that may open it."""
    found = _session()
    if found is None:
        return _session_over()
    if found.code is not None:
        if not holds(found.code.grant, right):
            return _not_with_this_code()
        if not _in_reach(found, found.code.grant, right, ids):
            abort(404)
        g.let_in = True
    return None


def _in_reach(found: OwnerSession, grant: Grant, right: Right, ids: Mapping[str, object]) -> bool:
    return right == "enter" or reaches(grant, _target(found.workspace_id, ids))


def _target(workspace_id: str, ids: Mapping[str, object]) -> Target:
    """What an address is about: the premises that it names, and those of the assessment that it names."""
    assessment_id, area_id = (str(ids[name]) if name in ids else None for name in ("assessment_id", "area_id"))
    premises_ids = {str(ids["premises_id"])} if "premises_id" in ids else set()
    if assessment_id is not None:
        found = _find(workspace_id, assessment_id)
        premises_ids.add(found.premises.id if found else "")
    return Target(frozenset(premises_ids), assessment_id, area_id)


def _not_with_this_code() -> Response:
    """In place of a page that the open code does not allow; what was typed can be saved with a code that does."""
    form = sent_form()
    if form is not None:
        return make_response(ask_for_code(form, "rights"), 403)
    return make_response(render_template("pages/not-allowed.html"), 403)


def _session_over() -> Response:
    form = sent_form()
    if form is not None:
        return make_response(ask_for_code(form, "over"), 403)
    return redirect(url_for("public.enter", next=asked_page().address if request.method == "GET" else None))


def _ask_again(form: KeptForm) -> Response:
    """In place of a form whose token is not this session's."""
    if not is_open():
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
    return opened(services, _find(workspace_id(), assessment_id) or abort(404))


def open_print(print_id: str) -> PrintOrder | Response:
    """The print order if it is ours or unowned.

    404 for another workspace's; a redirect to the return-code page when no workspace is open.
    """
    order = services.store.find_print(print_id) or abort(404)
    if order.workspace_id is None:
        return order
    found = _session()
    if found is not None and found.workspace_id != order.workspace_id:
        abort(404)
    about = {"assessment_id": order.assessment_id, "premises_id": order.subject.get("premises")}
    kind = KINDS.get(order.kind)
    return _keep_out(kind.right if kind else "own", {name: each for name, each in about.items() if each}) or order


def _session() -> OwnerSession | None:
    """The owner's session of this device; read once in a request."""
    found: OwnerSession | None = g.get("owner_session")
    if found is None and OWNER in session and "owner_session" not in g:
        found = g.owner_session = owner_sessions.find_session(these_services(), str(session[OWNER]))
    return found


def _find(workspace_id: str, assessment_id: str) -> Answered | None:
    """The assessment, if it belongs to this workspace; read once in a request."""
    key = (workspace_id, assessment_id)
    found: dict[tuple[str, str], Answered | None] = g.setdefault("found", {})
    if key not in found:
        found[key] = services.store.answered(*key)
    return found[key]
