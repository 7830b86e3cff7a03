"""Access to pages: the session holds a workspace's id, and every look-up goes through that workspace."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import wraps
from types import MappingProxyType
from typing import TypeVar

from flask import abort, g, redirect, session, url_for
from werkzeug.wrappers import Response

from storage.records import Answered, Premises, PrintOrder, Workspace
from usecases.open_assessment import OpenAssessment, opened
from usecases.return_codes import mark_of
from usecases.workspaces import Opening
from web.site.services import services

# The session keys of an adviser who is signed in on the same device.
ADVISERS = {"_user_id", "_fresh", "_id", "second-step"}

Returned = TypeVar("Returned")


def enter_new(opening: Opening) -> None:
    """Open a workspace on this device, and have its return code ready to be shown."""
    enter_workspace(opening.workspace)
    session["code"] = opening.code


def enter_workspace(workspace: Workspace) -> None:
    """Open a workspace on this device; the one that was open before is closed, but an adviser stays signed in."""
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
    """The id of the workspace that is open on this device, for pages that others can open too; None without one.

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


def _still_open(asked: Mapping[str, object]) -> bool:
    """False once the workspace is deleted or its code replaced, perhaps on another device.

    An assessment found in it says so without another read.
    """
    assessment_id = asked.get("assessment_id")
    found = _find(assessment_id) if isinstance(assessment_id, str) else None
    workspace = found or services.store.workspace(workspace_id())
    return workspace is not None and session.get("mark") == mark_of(workspace.code_digest)


def _find(assessment_id: str) -> Answered | None:
    """The assessment, if it belongs to the open workspace; read once in a request."""
    key = (workspace_id(), assessment_id)
    found: dict[tuple[str, str], Answered | None] = g.setdefault("found", {})
    if key not in found:
        found[key] = services.store.answered(*key)
    return found[key]
