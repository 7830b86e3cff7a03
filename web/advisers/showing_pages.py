"""An adviser begins to show a visit to the business on this device, and stops."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as Redirect

from web.advisers.auth import advisers_only
from web.advisers.showing import begin_showing, shown_to_business, shown_visit, stop_showing
from web.advisers.visit_context import open_visit
from web.site.kept_form import go_on, kept_form

pages = Blueprint("showing", __name__, url_prefix="/advisers")


@pages.post("/visits/<visit_id>/show")
@advisers_only
@shown_to_business
def begin(visit_id: str) -> Redirect:
    """Show the visit to the business from now on."""
    begin_showing(open_visit(visit_id).visit.id)
    return redirect(url_for("visits.one", visit_id=visit_id))


@pages.route("/stop-showing", methods=["GET", "POST"])
@advisers_only
@shown_to_business
def stop() -> str | Redirect:
    """Ask, then open everything again, and go on where the adviser was."""
    kept, visit_id = kept_form(), shown_visit()
    if request.method == "GET" and visit_id:
        return render_template("advisers/showing.html", visit_id=visit_id, kept=kept, closed=False)
    stop_showing()
    return go_on(kept, url_for("visits.one", visit_id=visit_id) if visit_id else url_for("visits.home"))
