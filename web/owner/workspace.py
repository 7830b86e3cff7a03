"""A business's workspace: its premises and assessments, its return code, its data and their end."""

from __future__ import annotations

import json

from flask import Blueprint, Response, redirect, render_template, url_for
from werkzeug.wrappers import Response as Redirect

from assessment.profile_navigation import next_profile_page
from usecases.places import places_report
from usecases.plan_progress import plans_of
from usecases.share_summaries import shown_shares
from usecases.workshop_membership import open_memberships
from usecases.workspace_export import workspace_document
from usecases.workspaces import place_name, places_of
from usecases.workspaces import replace_code as give_new_code
from web.site.access import enter, forget_device, owner_only, workspace_id
from web.site.downloads import download
from web.site.services import services

pages = Blueprint("workspace", __name__)


@pages.get("/workspace")
@owner_only
def home() -> str:
    """Show the premises and assessments of the open workspace, what it shares, and its workshops.

    Several places are a table, each with a page of its own.
    """
    places = places_of(services, workspace_id())
    several = len(places) > 1
    return render_template(
        "pages/workspace.html",
        places=() if several else places,
        plans=plans_of(services, () if several else places),
        lines=places_report(services, workspace_id()).lines if several else (),
        roles=services.bank.roles,
        shares=shown_shares(services, workspace_id()),
        workshops=[each.workshop for each in open_memberships(services, workspace_id())],
        adviser=services.bank.adviser,
    )


@pages.get("/workspace/continue")
@owner_only
def go_on() -> Redirect:
    """Go to where the owner left off: the profile, the choice of questions, otherwise the workspace."""
    places = places_of(services, workspace_id())
    if not places:
        return redirect(url_for("workspace.home"))
    premises, assessments = places[-1].premises, places[-1].assessments
    page = next_profile_page(services.bank, premises.profile)
    if page is not None:
        return redirect(url_for("premises.profile", premises_id=premises.id, page_id=page.id))
    if not assessments:
        return redirect(url_for("premises.choose_kind", premises_id=premises.id))
    return redirect(url_for("workspace.home"))


@pages.get("/workspace/another")
@owner_only
def another() -> str:
    """Ask before the open workspace is closed for a new one."""
    return render_template("pages/another.html", place=place_name(services, workspace_id()))


@pages.post("/workspace/code")
@owner_only
def replace_code() -> Redirect:
    """A new return code; the old one stops working at once, and so do the sessions that it opened."""
    enter(give_new_code(services, workspace_id()))
    return redirect(url_for("public.code"))


@pages.get("/workspace/data.json")
@owner_only
def data() -> Response:
    """Everything that is kept in the workspace, as one JSON file."""
    text = json.dumps(workspace_document(services, workspace_id()), indent=2, ensure_ascii=False)
    return download(text + "\n", "application/json", "workspace.json")


@pages.get("/workspace/delete")
@owner_only
def confirm_delete() -> str:
    """Ask before everything is deleted."""
    return render_template("pages/delete.html")


@pages.post("/workspace/delete")
@owner_only
def delete() -> str:
    """Delete the workspace and everything in it, at once and for good."""
    services.store.delete_workspace(workspace_id())
    forget_device()
    return render_template("pages/deleted.html")
