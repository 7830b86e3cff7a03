"""The results: the result page, the printed plan and record, and the data of one assessment."""

from __future__ import annotations

from flask import Blueprint, Response, render_template, url_for
from werkzeug.wrappers import Response as Redirect

from assessment.json_types import to_json
from printing.print_orders import order_document, order_plan
from reports.exports.plan_json import plan_document
from reports.exports.registry import EXPORTS
from reports.pdf.charts import score_bar, score_line
from reports.report.change import MOST_MOVES
from usecases.plan_progress import plan_today
from usecases.plans import earlier_of, report_of, result_of
from usecases.staff_checks import check_for, measured_check
from usecases.threat_level import shown_level
from web.site.access import needs, open_assessment
from web.site.downloads import download
from web.site.print_answers import document_answer, waiting_page
from web.site.services import printing, services

pages = Blueprint("results", __name__, url_prefix="/assessments/<assessment_id>")


@pages.get("/result")
@needs("read")
def result(assessment_id: str) -> str:
    """Show the score with its sum, what holds it down, the first actions, and every area."""
    opened = open_assessment(assessment_id)
    report = report_of(services, opened.assessment, opened.premises)
    level = shown_level(services, opened.bank, opened.assessment.profile)
    plan = plan_today(services, opened.assessment) if opened.assessment.finished else None
    view = {"opened": opened, "report": report, "score_bar": score_bar, "score_line": score_line}
    view |= {"level": level, "plan": plan, "signed_visits": services.store.signed_visits(assessment_id)}
    return render_template("pages/result.html", exports=EXPORTS, most_moves=MOST_MOVES, **view)


@pages.get("/plan")
@needs("read")
def waiting(assessment_id: str) -> str | Redirect:
    """Wait for the printed plan; moves on to it when it is ready."""
    opened = open_assessment(assessment_id)
    return waiting_page(
        order_plan(printing, opened.assessment), url_for("results.plan", assessment_id=assessment_id), opened=opened
    )


@pages.get("/plan.pdf")
@needs("read")
def plan(assessment_id: str) -> Response | Redirect:
    """The printed plan."""
    ordered = order_plan(printing, open_assessment(assessment_id).assessment)
    return document_answer(ordered, url_for("results.waiting", assessment_id=assessment_id))


@pages.get("/record")
@needs("read")
def record_waiting(assessment_id: str) -> str | Redirect:
    """Wait for the printed record; moves on to it when it is ready."""
    opened = open_assessment(assessment_id)
    there = url_for("results.record", assessment_id=assessment_id)
    return waiting_page(order_document(printing, "record", opened.assessment), there, opened=opened)


@pages.get("/record.pdf")
@needs("read")
def record(assessment_id: str) -> Response | Redirect:
    """The printed record, which holds what the plan leaves out."""
    ordered = order_document(printing, "record", open_assessment(assessment_id).assessment)
    return document_answer(ordered, url_for("results.record_waiting", assessment_id=assessment_id))


@pages.get("/plan.json")
@needs("read")
def data(assessment_id: str) -> Response:
    """The whole result as JSON."""
    opened = open_assessment(assessment_id)
    report = report_of(services, opened.assessment, opened.premises)
    result, earlier = result_of(services, opened.assessment), earlier_of(services, opened.assessment)
    check = check_for(services, opened.assessment)
    measured = measured_check(services, check) if check else None
    document = plan_document(opened.bank, result, report.contact, report.made_on, earlier, measured)
    return download(to_json(document), "application/json", f"action-plan-{opened.assessment.reference}.json")
