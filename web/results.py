"""The results: the result page, the printed plan and the data of one assessment."""

from __future__ import annotations

from flask import Blueprint, Response, render_template, url_for
from werkzeug.wrappers import Response as Redirect

from assessment.serial import to_json
from reports.charts import score_bar
from reports.data import plan_document
from web.access import Opened, open_assessment, owner_only
from web.levels import shown_level
from web.plans import earlier_of, report_of, result_of
from web.print_pages import document_answer, waiting_page
from web.prints import Ordered, order_print
from web.services import services

results = Blueprint("results", __name__, url_prefix="/assessments/<assessment_id>")


def order_plan(opened: Opened) -> Ordered:
    """Have the plan printed in the background, so that it is there when it is asked for."""
    which = opened.assessment.id
    return order_print("plan", {"assessment": which}, workspace_id=opened.workspace_id, assessment_id=which)


@results.get("/result")
@owner_only
def result(assessment_id: str) -> str:
    """The score with its sum, what holds it down, the first actions, and every area."""
    opened = open_assessment(assessment_id)
    report = report_of(services(), opened.assessment, opened.premises)
    level = shown_level(services(), opened.bank)
    return render_template("pages/result.html", opened=opened, report=report, score_bar=score_bar, level=level)


@results.get("/plan")
@owner_only
def waiting(assessment_id: str) -> str | Redirect:
    """Wait for the printed plan; goes on to it by itself when it is there."""
    opened = open_assessment(assessment_id)
    return waiting_page(order_plan(opened), url_for("results.plan", assessment_id=assessment_id), opened=opened)


@results.get("/plan.pdf")
@owner_only
def plan(assessment_id: str) -> Response | Redirect:
    """The printed plan."""
    ordered = order_plan(open_assessment(assessment_id))
    return document_answer(ordered, url_for("results.waiting", assessment_id=assessment_id))


@results.get("/plan.json")
@owner_only
def data(assessment_id: str) -> Response:
    """The whole result as JSON."""
    opened = open_assessment(assessment_id)
    parts = services()
    contact = report_of(parts, opened.assessment, opened.premises).contact
    document = plan_document(
        opened.bank, result_of(parts, opened.assessment), contact, earlier_of(parts, opened.assessment)
    )
    headers = {"Content-Disposition": f'attachment; filename="action-plan-{opened.assessment.reference}.json"'}
    return Response(to_json(document), mimetype="application/json", headers=headers)
