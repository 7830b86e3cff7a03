"""Photographs of a finding: taken in, shown to those who may see the visit, and removed."""

from __future__ import annotations

from flask import Blueprint, Response, abort, flash, redirect, render_template, url_for
from werkzeug.wrappers import Response as Redirect

from assessment.visit_records import Finding
from reports.cards.photograph import LARGEST_FILE, PhotographRefused
from reports.cards.photograph_sandbox import read_photograph_apart
from storage.errors import NotFound, Refused
from storage.photographs import NewPhotograph
from storage.visit_records import FINDINGS
from web.advisers.auth import adviser, advisers_only
from web.advisers.showing import shown_to_business
from web.advisers.visit_context import Visiting, open_visit
from web.site.downloads import inline
from web.site.form_upload import sent_file
from web.site.security import takes_up_to
from web.site.services import services

pages = Blueprint("visit_photographs", __name__, url_prefix="/advisers/visits/<visit_id>")

MOST_PHOTOGRAPHS = 12


@pages.get("/findings/<record_id>/photographs")
@advisers_only
@shown_to_business
def choose(visit_id: str, record_id: str) -> str | Redirect:
    """Show the photographs of a finding, and offer to add one."""
    visiting, finding = _finding(visit_id, record_id)
    return _page(visiting, record_id, finding, None)


@pages.post("/findings/<record_id>/photographs")
@takes_up_to(LARGEST_FILE + 20_000)
@advisers_only
@shown_to_business
def add(visit_id: str, record_id: str) -> str | Redirect | tuple[str, int]:
    """Add a photograph: read, made small and redrawn, or refused with a message that says what to do."""
    visiting, finding = _finding(visit_id, record_id)
    if visiting.visit.signed:
        return _not_added(visit_id)
    own = adviser().account
    try:
        data = sent_file(LARGEST_FILE)
        if data is None:
            raise PhotographRefused("Choose a photograph: a JPEG or PNG file")
        picture = read_photograph_apart(data)
        new = NewPhotograph(visit_id, record_id, picture, MOST_PHOTOGRAPHS)
        services.store.add_photograph(own.force_id, own.id, new, services.now())
    except (PhotographRefused, Refused) as refused:
        return _page(visiting, record_id, finding, str(refused)), 400
    except NotFound:
        return _not_added(visit_id)
    flash("The photograph has been added.")
    return redirect(url_for("visit_photographs.choose", visit_id=visit_id, record_id=record_id))


@pages.get("/photographs/<photograph_id>.jpg")
@advisers_only
@shown_to_business
def show(visit_id: str, photograph_id: str) -> Response:
    """One photograph, for as long as the visit is seen."""
    open_visit(visit_id)
    picture = services.store.photograph(visit_id, photograph_id) or abort(404)
    return inline(picture, "image/jpeg", "photograph.jpg")


@pages.post("/photographs/<photograph_id>/remove")
@advisers_only
@shown_to_business
def remove(visit_id: str, photograph_id: str) -> Redirect:
    """Remove a photograph; a colleague may have removed it already."""
    open_visit(visit_id)
    own, finding_id = adviser().account, services.store.photographs_of(visit_id).get(photograph_id)
    try:
        services.store.remove_photograph(own.force_id, visit_id, own.id, photograph_id, services.now())
    except NotFound:
        flash("This visit has been signed off, so nothing was changed.")
        finding_id = None
    if finding_id is None:
        return redirect(url_for("visits.one", visit_id=visit_id, _anchor="findings"))
    return redirect(url_for("visit_photographs.choose", visit_id=visit_id, record_id=finding_id))


def _not_added(visit_id: str) -> Redirect:
    flash("This visit has been signed off, or the finding was removed, so the photograph was not added.")
    return redirect(url_for("visits.one", visit_id=visit_id))


def _finding(visit_id: str, record_id: str) -> tuple[Visiting, Finding]:
    visiting = open_visit(visit_id)
    finding = services.store.records_of(visit_id, FINDINGS).get(record_id) or abort(404)
    return visiting, finding


def _page(visiting: Visiting, record_id: str, finding: Finding, error: str | None) -> str:
    kept = services.store.photographs_of(visiting.visit.id)
    return render_template(
        "advisers/visit-photographs.html",
        visiting=visiting,
        record_id=record_id,
        finding=finding,
        photographs=[each for each, finding_id in kept.items() if finding_id == record_id],
        left=MOST_PHOTOGRAPHS - len(kept),
        error=error,
    )
