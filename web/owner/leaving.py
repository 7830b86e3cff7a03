"""Leaving, with everything as one file, and deleting a part: an assessment, or a place. Each asks once."""

from __future__ import annotations

from collections.abc import Iterator

from flask import Blueprint, Response, flash, redirect, render_template, request, stream_with_context, url_for
from werkzeug.wrappers import Response as Redirect

from local_time import LONDON
from reports.exports.streamed_zip import streamed_zip
from storage.errors import Refused
from usecases.old_prints import KEPT_FOR
from usecases.places import name_of
from usecases.share_summaries import shown_shares
from usecases.workshop_membership import open_memberships
from usecases.workspace_archive import Archive, workspace_archive
from usecases.workspaces import places_of
from web.site.access import open_assessment, open_premises, owner_only, workspace_id
from web.site.downloads import streamed_download
from web.site.services import services

pages = Blueprint("leaving", __name__)

README = "README.txt"


@pages.get("/workspace/everything.zip")
@owner_only
def everything() -> Response:
    """Everything as one ZIP file, which is sent while it is made."""
    archive, now = workspace_archive(services, workspace_id()), services.now()
    about = render_template(
        "pages/everything.txt", archive=archive, now=now, address=request.url_root, printed_for=KEPT_FOR.days
    )
    packed = streamed_zip(_files(about, archive), now.astimezone(LONDON))
    return streamed_download(stream_with_context(packed), "application/zip", "everything.zip")


@pages.get("/assessments/<assessment_id>/delete")
@owner_only
def confirm_assessment(assessment_id: str) -> str:
    """Say what goes with an assessment, and ask once."""
    opened = open_assessment(assessment_id)
    shares = [each for each in shown_shares(services, workspace_id()) if each.share.assessment_id == assessment_id]
    joined = {each.assessment_id for each in open_memberships(services, workspace_id())}
    return render_template(
        "pages/delete-assessment.html",
        opened=opened,
        forces=list(dict.fromkeys(each.force for each in shares if each.lasts)),
        workshop=assessment_id in joined,
    )


@pages.post("/assessments/<assessment_id>/delete")
@owner_only
def delete_assessment(assessment_id: str) -> Redirect:
    """Delete an assessment, at once and for good."""
    reference = open_assessment(assessment_id).assessment.reference
    services.store.delete_assessment(workspace_id(), assessment_id, services.now())
    flash(f"{reference} is deleted.")
    return redirect(url_for("workspace.home"))


@pages.get("/premises/<premises_id>/delete")
@owner_only
def confirm_premises(premises_id: str) -> str | Redirect:
    """Say what goes with a place, and ask once; the only place goes with everything."""
    open_premises(premises_id)
    places = places_of(services, workspace_id())
    if len(places) == 1:
        return redirect(url_for("workspace.confirm_delete"))
    place = next(each for each in places if each.premises.id == premises_id)
    shared = {each.share.assessment_id: each.force for each in shown_shares(services, workspace_id()) if each.lasts}
    forces = dict.fromkeys(shared[each.id] for each in place.assessments if each.id in shared)
    return render_template("pages/delete-premises.html", place=place, roles=services.bank.roles, forces=list(forces))


@pages.post("/premises/<premises_id>/delete")
@owner_only
def delete_premises(premises_id: str) -> Redirect:
    """Delete a place with its assessments, at once and for good."""
    premises = open_premises(premises_id)
    try:
        services.store.delete_premises(workspace_id(), premises_id, services.now())
    except Refused:
        return redirect(url_for("workspace.confirm_delete"))
    flash(f"{name_of(services.bank, premises)} has been deleted, with everything that belonged to it.")
    return redirect(url_for("workspace.home"))


def _files(about: str, archive: Archive) -> Iterator[tuple[str, bytes]]:
    yield README, about.encode()
    for file in archive.files:
        yield file.name, file.make()
