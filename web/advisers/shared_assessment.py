"""A shared assessment as the advisers of the force see it: result, answers and plan. Each look is logged."""

from __future__ import annotations

from flask import Blueprint, Response, redirect, render_template, url_for
from werkzeug.wrappers import Response as Redirect

from printing.print_orders import Ordered, order_plan, order_record
from reports.pdf.charts import score_bar, score_line
from reports.report.change import MOST_MOVES
from storage.errors import NotFound
from usecases.open_assessment import OpenAssessment, look_at_share
from usecases.plans import report_of
from web.advisers.auth import adviser, advisers_only
from web.advisers.sharing_ended import gone
from web.site.answers_view import whole_view
from web.site.print_answers import document_answer, waiting_page
from web.site.services import printing, services

pages = Blueprint("shared_assessment", __name__, url_prefix="/advisers/requests/<share_id>")


def _look_at(share_id: str) -> OpenAssessment:
    """The shared assessment, with a line in the log; 404 where it is no longer shared with the force."""
    own = adviser().account
    try:
        return look_at_share(services, own.force_id, own.id, share_id)
    except NotFound:
        gone(share_id)


@pages.get("/result")
@advisers_only
def result(share_id: str) -> str:
    """Show the result to an adviser."""
    opened = _look_at(share_id)
    report = report_of(services, opened.assessment, opened.premises)
    view = {"opened": opened, "report": report, "score_bar": score_bar, "score_line": score_line, "level": None}
    return render_template("pages/result.html", share_id=share_id, most_moves=MOST_MOVES, **view)


@pages.get("/answers")
@advisers_only
def answers(share_id: str) -> str:
    """Show an adviser the profile of the place, and every answer with its notes."""
    opened = _look_at(share_id)
    report = report_of(services, opened.assessment, opened.premises)
    view = whole_view(opened.bank, report)
    return render_template("pages/answers.html", share_id=share_id, opened=opened, report=report, view=view)


@pages.get("/plan")
@advisers_only
def waiting(share_id: str) -> str | Redirect:
    """Wait for the printed plan; moves on to it when it is ready."""
    ordered = _ordered(share_id)
    return waiting_page(
        ordered,
        url_for("shared_assessment.plan", share_id=share_id),
        again=url_for("shared_assessment.again", share_id=share_id),
        back=url_for("shared_assessment.result", share_id=share_id),
        share_id=share_id,
    )


@pages.get("/plan.pdf")
@advisers_only
def plan(share_id: str) -> Response | Redirect:
    """The printed plan, as the business has it."""
    return document_answer(_ordered(share_id), url_for("shared_assessment.waiting", share_id=share_id))


@pages.post("/plan/again")
@advisers_only
def again(share_id: str) -> Redirect:
    """Try again to print the plan."""
    services.store.retry_print(_ordered(share_id).order.id, services.now())
    return redirect(url_for("shared_assessment.waiting", share_id=share_id))


@pages.get("/record")
@advisers_only
def record_waiting(share_id: str) -> str | Redirect:
    """Wait for the printed record; moves on to it when it is ready."""
    return waiting_page(
        _record_ordered(share_id),
        url_for("shared_assessment.record", share_id=share_id),
        again=url_for("shared_assessment.record_again", share_id=share_id),
        back=url_for("shared_assessment.result", share_id=share_id),
        share_id=share_id,
    )


@pages.get("/record.pdf")
@advisers_only
def record(share_id: str) -> Response | Redirect:
    """The printed record, as the business has it."""
    return document_answer(_record_ordered(share_id), url_for("shared_assessment.record_waiting", share_id=share_id))


@pages.post("/record/again")
@advisers_only
def record_again(share_id: str) -> Redirect:
    """Try again to print the record."""
    services.store.retry_print(_record_ordered(share_id).order.id, services.now())
    return redirect(url_for("shared_assessment.record_waiting", share_id=share_id))


def _record_ordered(share_id: str) -> Ordered:
    return order_record(printing, _look_at(share_id).assessment)


def _ordered(share_id: str) -> Ordered:
    return order_plan(printing, _look_at(share_id).assessment)
