"""Who may open what: the session holds a workspace's id, and every look-up goes through that workspace."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import wraps
from types import MappingProxyType
from typing import TypeVar

from flask import abort, g, redirect, request, session, url_for
from werkzeug.exceptions import TooManyRequests
from werkzeug.wrappers import Response

from assessment.answers import Answer
from questions import Bank
from storage.records import Answered, Assessment, Premises, PrintOrder, Workspace
from web.codes import digest_of, mark_of, new_code
from web.services import services

MOST_WRONG_CODES = 10
WRONG_CODE_WINDOW = timedelta(minutes=15)

# What the session holds of an adviser who is signed in on the same device.
ADVISERS = {"_user_id", "_fresh", "_id", "second-step"}

Returned = TypeVar("Returned")


@dataclass(frozen=True, slots=True)
class Opened:
    """An assessment of the open workspace, with its answers, the premises and the bank that it was made with."""

    workspace_id: str
    premises: Premises
    assessment: Assessment
    answers: Mapping[str, Answer]
    bank: Bank


def begin_workspace() -> None:
    """Make a workspace with its first premises, open it here, and have its return code ready to be shown."""
    parts, code = services(), new_code()
    now = parts.now()
    made = parts.store.create_workspace(digest_of(code, parts.secret), now)
    parts.store.add_premises(made.id, now)
    enter_workspace(made)
    session["code"] = code


def enter_workspace(workspace: Workspace) -> None:
    """Open a workspace on this device; what was open here before is closed, but for an adviser's own session."""
    close_workspace()
    session.permanent = True
    session["workspace"] = workspace.id
    session["mark"] = mark_of(workspace.code_digest)


def close_workspace() -> None:
    """Close the open workspace on this device, with all that the session holds of it."""
    for name in [name for name in session if name not in ADVISERS]:
        session.pop(name)


def workspace_id() -> str:
    """The id of the open workspace. Only under `owner_only`."""
    return str(session["workspace"])


def workspace_here(asked: Mapping[str, object] = MappingProxyType({})) -> str | None:
    """The id of the workspace that is open on this device, for pages that are for others too; None without one.

    `asked` holds the ids of the address: an assessment among them saves a read.
    """
    if "workspace" in session and not _still_open(asked):
        close_workspace()
    return session.get("workspace")


def owner_only(view: Callable[..., Returned]) -> Callable[..., Returned | Response]:
    """Let a view be seen only with an open workspace; others are asked for their return code."""

    @wraps(view)
    def guarded(*args: object, **kwargs: object) -> Returned | Response:
        if workspace_here(kwargs) is None:
            return redirect(url_for("public.enter"))
        return view(*args, **kwargs)

    return guarded


def open_premises(premises_id: str) -> Premises:
    """The premises, if they belong to the open workspace; else 404."""
    return services().store.premises(workspace_id(), premises_id) or abort(404)


def open_assessment(assessment_id: str) -> Opened:
    """The assessment, if it belongs to the open workspace; else 404."""
    found = _find(assessment_id) or abort(404)
    bank = services().bank_of(found.assessment.bank_version)
    return Opened(workspace_id(), found.premises, found.assessment, found.answers, bank)


def _still_open(asked: Mapping[str, object]) -> bool:
    """False once the workspace is deleted or its code replaced, perhaps on another device.

    An assessment found in it says so without another read.
    """
    assessment_id = asked.get("assessment_id")
    found = _find(assessment_id) if isinstance(assessment_id, str) else None
    workspace = found or services().store.workspace(workspace_id())
    return workspace is not None and session.get("mark") == mark_of(workspace.code_digest)


def _find(assessment_id: str) -> Answered | None:
    """The assessment, if it belongs to the open workspace; read once in a request."""
    key = (workspace_id(), assessment_id)
    found: dict[tuple[str, str], Answered | None] = g.setdefault("found", {})
    if key not in found:
        found[key] = services().store.answered(*key)
    return found[key]


def open_print(print_id: str) -> PrintOrder | Response:
    """The print order, if it is the open workspace's or nobody's; another's is 404, and without a workspace the way
    to the page that asks for the return code."""
    order = services().store.find_print(print_id) or abort(404)
    if order.workspace_id is None:
        return order
    found = owner_only(lambda: order)()
    return found if isinstance(found, Response) or order.workspace_id == workspace_id() else abort(404)


def try_code(code: str) -> Workspace | None:
    """The workspace that a return code opens; None for a code that opens none.

    Raises TooManyRequests after too many wrong codes from one address. The address is kept only as a keyed hash.
    """
    parts, now = services(), services().now()
    bucket = digest_of(f"address:{request.remote_addr}", parts.secret).hex()
    if parts.store.attempts_since(bucket, now - WRONG_CODE_WINDOW) >= MOST_WRONG_CODES:
        raise TooManyRequests(retry_after=int(WRONG_CODE_WINDOW.total_seconds()))
    workspace = parts.store.find_workspace(digest_of(code, parts.secret), now)
    if workspace is None:
        parts.store.note_attempt(bucket, now)
        return None
    return workspace
