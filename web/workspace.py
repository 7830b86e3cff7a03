"""A business's own place: its premises and assessments, its return code, its data and their end."""

from __future__ import annotations

import json

from flask import Blueprint, Response, abort, redirect, render_template, session, url_for
from werkzeug.wrappers import Response as Redirect

from reports.data import workspace_document
from storage.records import Assessment, Premises
from web.access import close_workspace, enter_workspace, owner_only, workspace_id
from web.codes import digest_of, new_code
from web.services import services
from web.shares import shown_shares
from web.taking_part import open_memberships
from web.way import next_profile_page

workspace = Blueprint("workspace", __name__)


@workspace.get("/workspace")
@owner_only
def home() -> str:
    """The premises and assessments of the open workspace, what it shares, and the workshops that it takes part in."""
    parts = services()
    return render_template(
        "pages/workspace.html",
        places=_places(),
        shares=shown_shares(parts, workspace_id()),
        workshops=[each.workshop for each in open_memberships(parts, workspace_id())],
        adviser=parts.bank.adviser,
    )


@workspace.get("/workspace/continue")
@owner_only
def go_on() -> Redirect:
    """Go to where the owner left off: the profile, the choice of questions, or else the workspace."""
    places = _places()
    if not places:
        return redirect(url_for("workspace.home"))
    premises, assessments = places[-1]
    page = next_profile_page(services().bank, premises.profile)
    if page is not None:
        return redirect(url_for("premises.profile", premises_id=premises.id, page_id=page.id))
    if not assessments:
        return redirect(url_for("premises.choose_kind", premises_id=premises.id))
    return redirect(url_for("workspace.home"))


@workspace.post("/workspace/code")
@owner_only
def replace_code() -> Redirect:
    """A new return code; the old one stops working at once, and so do the sessions that it opened."""
    parts, code = services(), new_code()
    parts.store.replace_code(workspace_id(), digest_of(code, parts.secret))
    enter_workspace(parts.store.workspace(workspace_id()) or abort(404))
    session["code"] = code
    return redirect(url_for("public.code"))


@workspace.get("/workspace/data.json")
@owner_only
def data() -> Response:
    """Everything that is kept in the workspace, as one JSON file."""
    store = services().store
    places = [
        (premises, [(each, store.answers(each.id)) for each in assessments]) for premises, assessments in _places()
    ]
    logos = {premises.id: kept for premises, _ in places if (kept := store.logo(premises.id)) is not None}
    document = workspace_document(places, shown_shares(services(), workspace_id()), logos)
    text = json.dumps(document, indent=2, ensure_ascii=False)
    headers = {"Content-Disposition": 'attachment; filename="workspace.json"'}
    return Response(text + "\n", mimetype="application/json", headers=headers)


@workspace.get("/workspace/delete")
@owner_only
def confirm_delete() -> str:
    """Ask before everything is deleted."""
    return render_template("pages/delete.html")


@workspace.post("/workspace/delete")
@owner_only
def delete() -> str:
    """Delete the workspace and everything in it, at once and for good."""
    services().store.delete_workspace(workspace_id())
    close_workspace()
    return render_template("pages/deleted.html")


def _places() -> list[tuple[Premises, tuple[Assessment, ...]]]:
    store, own = services().store, workspace_id()
    return [(premises, store.assessments_of(own, premises.id)) for premises in store.premises_of(own)]
