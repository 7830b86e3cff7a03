"""The figures of a force: how many places shared which answers, never for a group small enough to identify one."""

from __future__ import annotations

from flask import Blueprint, Response, abort, render_template
from markupsafe import Markup

from assessment.disclosure_control import OVERALL, THRESHOLD, Figures
from reports.exports.table_sheet import EXPORTS
from reports.figures.figure_exports import figure_sheet
from reports.figures.force_figures import NOTES, figure_tables
from reports.figures.month_chart import month_chart, month_key
from reports.pdf.charts import score_bar
from usecases.names import force_name
from usecases.team_work import TeamWork, duration, team_sheet, team_work
from web.advisers.auth import adviser, advisers_only
from web.site.downloads import download
from web.site.services import services

pages = Blueprint("statistics", __name__, url_prefix="/advisers/figures")


@pages.get("")
@advisers_only
def home() -> str:
    """Show the figures published for the force, or why there are none."""
    found, force_id = _figures(), adviser().account.force_id
    work = team_work(services, force_id)
    return render_template(
        "advisers/figures.html",
        force=force_name(services, force_id),
        # The team's own tasks, exact: they are not statistics of the places, so outside their rules.
        follow_ups=services.store.follow_ups_due(force_id, services.now()),
        work=work,
        middle=duration(work.responses.middle),
        longest=duration(work.responses.longest),
        chart=_chart(work),
        month_key=month_key,
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
    sheet = figure_sheet(force, found.as_at, figure_tables(services.bank, found))
    return download(render(sheet), media_type, f"figures-{found.as_at.isoformat()}.{ending}")


@pages.get("/team-work.<any(xlsx, csv):ending>")
@advisers_only
def team_work_file(ending: str) -> Response:
    """The team's own work as a file."""
    media_type, render = EXPORTS[ending]
    sheet = team_sheet(services, adviser().account.force_id)
    return download(render(sheet), media_type, f"team-work-{sheet.as_at.isoformat()}.{ending}")


def _chart(work: TeamWork) -> Markup:
    sums = [sum(counts) for counts in zip(*_counts(work), strict=True)]
    sentence = (
        f"In twelve months: requests that arrived {sums[0]}, visits signed off {sums[1]}, followed up {sums[2]}. "
        "The table below has every month."
    )
    return month_chart([each.title[:3] for each in work.months], list(zip(*_counts(work), strict=True)), sentence)


def _counts(work: TeamWork) -> list[tuple[int, int, int]]:
    return [(each.requests, each.signed, each.followed_up) for each in work.months]


def _figures() -> Figures:
    return services.store.figures(adviser().account.force_id)
