"""A signed visit is corrected within seven days: by a new version that says so, and both are kept."""

from __future__ import annotations

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as Redirect

from storage.errors import NotFound, Refused
from usecases.visit_signing import begin_correction, original_of
from web.advisers.auth import adviser, advisers_only
from web.advisers.showing import shown_to_business
from web.advisers.visit_context import open_visit
from web.site.services import services

pages = Blueprint("visit_corrections", __name__, url_prefix="/advisers/visits/<visit_id>/correction")


@pages.post("")
@advisers_only
@shown_to_business
def begin(visit_id: str) -> Redirect:
    """Begin a correction with everything that the signed visit says, or go on with the one under way."""
    open_visit(visit_id)
    own = adviser().account
    try:
        visit_id = begin_correction(services, own.force_id, visit_id, own.id).id
    except NotFound:
        flash("This visit can no longer be corrected: it was signed more than seven days ago, or corrected already.")
    except Refused as refused:
        flash(str(refused))
    return redirect(url_for("visits.one", visit_id=visit_id))


@pages.route("/drop", methods=["GET", "POST"])
@advisers_only
@shown_to_business
def drop(visit_id: str) -> str | Redirect:
    """Ask, then drop a correction with what was changed in it; the signed visit stays as it was."""
    visiting, own = open_visit(visit_id), adviser().account
    original = original_of(services, visiting.visit)
    if original is None or visiting.visit.signed:
        abort(404)
    if request.method == "POST":
        services.store.drop_correction(own.force_id, visit_id, own.id, services.now())
        flash("The correction has been dropped. The signed visit stays as it was.")
        return redirect(url_for("visits.one", visit_id=original.id))
    return render_template("advisers/drop-correction.html", visiting=visiting, original=original)
