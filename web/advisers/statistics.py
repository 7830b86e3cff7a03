"""The figures of a force: how many places shared which answers, never for a group small enough to identify one."""

from __future__ import annotations

from flask import Blueprint, Response, abort, render_template

from assessment.disclosure_control import OVERALL, THRESHOLD, Figures
from reports.figures.figure_exports import EXPORTS, FigureSheet
from reports.figures.force_figures import NOTES, figure_tables
from reports.pdf.charts import score_bar
from usecases.names import force_name
from web.advisers.auth import adviser, advisers_only
from web.site.downloads import download
from web.site.services import services

pages = Blueprint("statistics", __name__, url_prefix="/advisers/figures")


@pages.get("")
@advisers_only
def home() -> str:
    """Show the figures published for the force, or why there are none."""
    found, force_id = _figures(), adviser().account.force_id
    return render_template(
        "advisers/figures.html",
        force=force_name(services, force_id),
        # The team's own tasks, exact: they are not statistics of the places, so outside their rules.
        follow_ups=services.store.follow_ups_due(force_id, services.now()),
        figures=found,
        tables=figure_tables(services.bank, found),
        average=found.averages.get(OVERALL[1]),
        notes=NOTES,
        least=THRESHOLD,
        score_bar=score_bar,
    )


@pages.get("/export.<any(xlsx, csv):ending>")
@advisers_only
def export(ending: str) -> Response:
    """The same figures as a file; 404 where none are published."""
    found = _figures()
    if found.places is None or found.as_at is None:
        abort(404)
    media_type, render = EXPORTS[ending]
    force = force_name(services, adviser().account.force_id)
    sheet = FigureSheet(force, found.as_at, NOTES, figure_tables(services.bank, found))
    return download(render(sheet), media_type, f"figures-{found.as_at.isoformat()}.{ending}")


def _figures() -> Figures:
    return services.store.figures(adviser().account.force_id)
