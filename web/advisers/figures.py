"""The figures of a force: how many places shared what, never so few that one could be told."""

from __future__ import annotations

from flask import Blueprint, Response, abort, render_template

from assessment.figures import LEAST, OVERALL, Figures
from reports.charts import score_bar
from reports.figure_exports import EXPORTS, FigureSheet
from reports.figures import NOTES, figure_tables
from web.advisers.access import adviser, advisers_only
from web.services import services
from web.shares import force_name

figures = Blueprint("figures", __name__, url_prefix="/advisers/figures")


@figures.get("")
@advisers_only
def home() -> str:
    """What is published for the force, or why nothing is."""
    parts, found, force_id = services(), _figures(), adviser().account.force_id
    return render_template(
        "advisers/figures.html",
        force=force_name(parts, force_id),
        # The team's own tasks, whole and as they are: no statistics of the places, so outside their rules.
        follow_ups=parts.store.follow_ups_due(force_id, parts.now()),
        figures=found,
        tables=figure_tables(parts.bank, found),
        average=found.averages.get(OVERALL[1]),
        notes=NOTES,
        least=LEAST,
        score_bar=score_bar,
    )


@figures.get("/export.<any(xlsx, csv):ending>")
@advisers_only
def export(ending: str) -> Response:
    """The same figures as a file; 404 where none are published."""
    parts, found = services(), _figures()
    if found.places is None or found.as_at is None:
        abort(404)
    media_type, render = EXPORTS[ending]
    force = force_name(parts, adviser().account.force_id)
    sheet = FigureSheet(force, found.as_at, NOTES, figure_tables(parts.bank, found))
    headers = {"Content-Disposition": f'attachment; filename="figures-{found.as_at.isoformat()}.{ending}"'}
    return Response(render(sheet), mimetype=media_type, headers=headers)


def _figures() -> Figures:
    return services().store.figures(adviser().account.force_id)
