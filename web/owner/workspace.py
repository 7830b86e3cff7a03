"""A business's workspace: its premises and assessments, its return code, its data and their end."""

from __future__ import annotations

import json

from flask import Blueprint, Response, make_response, redirect, render_template, url_for
from werkzeug.wrappers import Response as Redirect

from assessment.profile_navigation import next_profile_page
from storage.grants import AccessCode
from usecases.access_codes import places_within, shown_code
from usecases.places import places_report
from usecases.plan_progress import plans_of
from usecases.retention import kept_until
from usecases.share_summaries import shown_shares
from usecases.workshop_membership import open_memberships
from usecases.workspace_export import workspace_document
from usecases.workspaces import place_name, places_of
from usecases.workspaces import replace_code as give_new_code
from web.owner.question_page import open_questionnaire
from web.site.access import can_show_code, code_here, enter, forget_device, needs, owner_only, workspace_id
from web.site.downloads import download
from web.site.security import forget_here
from web.site.services import services

pages = Blueprint("workspace", __name__)


@pages.get("/workspace")
@needs("enter")
def home() -> str:
    """Show the premises and assessments of the open workspace, what it shares, and its workshops.

    Several places are a table, each with a page of its own. With a code for others: only what that code opens.
    """
    code = code_here()
    if code is not None:
        return _home_of(code)
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
        can_show_code=can_show_code(),
        kept_until=kept_until(services, workspace_id()),
    )


@pages.get("/workspace/continue")
@needs("enter")
def go_on() -> Redirect:
    """Go to where the owner left off: the profile, the choice of questions, otherwise the workspace."""
    places = places_of(services, workspace_id())
    if not places or code_here() is not None:
        return redirect(url_for("workspace.home"))
    premises, assessments = places[-1].premises, places[-1].assessments
    page = next_profile_page(services.bank, premises.profile)
    if page is not None:
        return redirect(url_for("premises.profile", premises_id=premises.id, page_id=page.id))
    if not assessments:
        return redirect(url_for("premises.choose_kind", premises_id=premises.id))
    return redirect(url_for("workspace.home"))


@pages.get("/workspace/another")
@needs("enter")
def another() -> str:
    """Ask before the open workspace is closed for a new one."""
    place = None if code_here() else place_name(services, workspace_id())
    return render_template("pages/another.html", place=place)


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
def delete() -> Response:
    """Delete the workspace and everything in it, at once and for good."""
    services.store.delete_workspace(workspace_id())
    forget_device()
    return forget_here(make_response(render_template("pages/deleted.html")))


def _home_of(code: AccessCode) -> str:
    """The page of a code for others: what it is for, and the way there."""
    area_of = open_questionnaire(code.grant.assessment_id) if code.grant.assessment_id else None
    return render_template(
        "pages/workspace-with-code.html",
        shown=shown_code(services, code, workspace_id()),
        places=places_within(services, workspace_id(), code.grant),
        roles=services.bank.roles,
        area_of=area_of.opened if area_of else None,
        area=next(iter(area_of.progress.areas), None) if area_of else None,
    )
