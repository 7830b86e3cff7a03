"""What a business shares, for the advisers of the force to look at: result, answers and plan. Each look is logged."""

from __future__ import annotations

from flask import Blueprint, Response, abort, redirect, render_template, url_for
from werkzeug.wrappers import Response as Redirect

from reports.charts import score_bar
from storage.errors import NotFound
from web.access import Opened
from web.advisers.access import adviser, advisers_only
from web.plans import report_of
from web.print_pages import document_answer, waiting_page
from web.results import order_plan
from web.services import services

looking = Blueprint("looking", __name__, url_prefix="/advisers/requests/<share_id>")


def look_at(share_id: str) -> Opened:
    """The shared assessment, with a line in the log; 404 where it is not shared with the adviser's force (any more)."""
    parts, own = services(), adviser().account
    try:
        share = parts.store.look(own.force_id, share_id, own.id, parts.now())
    except NotFound:
        abort(404)
    found = parts.store.answered(share.workspace_id, share.assessment_id) or abort(404)
    bank = parts.bank_of(found.assessment.bank_version)
    return Opened(share.workspace_id, found.premises, found.assessment, found.answers, bank)


@looking.get("/result")
@advisers_only
def result(share_id: str) -> str:
    """The result page, to read."""
    opened = look_at(share_id)
    report = report_of(services(), opened.assessment, opened.premises)
    view = {"opened": opened, "report": report, "score_bar": score_bar, "level": None}
    return render_template("pages/result.html", share_id=share_id, **view)


@looking.get("/answers")
@advisers_only
def answers(share_id: str) -> str:
    """What was said of the place, and every answer with its notes, to read."""
    opened = look_at(share_id)
    report = report_of(services(), opened.assessment, opened.premises)
    return render_template("pages/answers.html", share_id=share_id, opened=opened, report=report)


@looking.get("/plan")
@advisers_only
def waiting(share_id: str) -> str | Redirect:
    """Wait for the printed plan; goes on to it by itself when it is there."""
    ordered = order_plan(look_at(share_id))
    return waiting_page(
        ordered,
        url_for("looking.plan", share_id=share_id),
        again=url_for("looking.again", share_id=share_id),
        back=url_for("looking.result", share_id=share_id),
        share_id=share_id,
    )


@looking.get("/plan.pdf")
@advisers_only
def plan(share_id: str) -> Response | Redirect:
    """The printed plan, as the business has it."""
    return document_answer(order_plan(look_at(share_id)), url_for("looking.waiting", share_id=share_id))


@looking.post("/plan/again")
@advisers_only
def again(share_id: str) -> Redirect:
    """Try once more to print the plan."""
    services().store.retry_print(order_plan(look_at(share_id)).order.id, services().now())
    return redirect(url_for("looking.waiting", share_id=share_id))
