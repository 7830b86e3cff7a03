"""The results: the result page, the printed plan and the data of one assessment."""

from __future__ import annotations

from flask import Blueprint, Response, current_app, redirect, render_template, url_for
from werkzeug.wrappers import Response as Redirect

from assessment.serial import to_json
from reports.charts import score_bar
from reports.data import plan_document
from web.access import Opened, open_assessment, owner_only
from web.levels import shown_level
from web.plans import plan_key, report_of, result_of
from web.services import services

results = Blueprint("results", __name__, url_prefix="/assessments/<assessment_id>")


def ask_for_plan(assessment_id: str) -> None:
    """Have the plan printed in the background, so that it is there when it is asked for."""
    current_app.extensions["ask_for_plan"](assessment_id)


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
    if _plan(opened) is not None:
        return redirect(url_for("results.plan", assessment_id=assessment_id))
    ask_for_plan(assessment_id)
    return render_template("pages/waiting.html", opened=opened)


@results.get("/plan.pdf")
@owner_only
def plan(assessment_id: str) -> Response | Redirect:
    """The printed plan."""
    opened = open_assessment(assessment_id)
    document = _plan(opened)
    if document is None:
        return redirect(url_for("results.waiting", assessment_id=assessment_id))
    headers = {"Content-Disposition": f'inline; filename="action-plan-{opened.assessment.reference}.pdf"'}
    return Response(document, mimetype="application/pdf", headers=headers)


@results.get("/plan.json")
@owner_only
def data(assessment_id: str) -> Response:
    """The whole result as JSON."""
    opened = open_assessment(assessment_id)
    parts = services()
    contact = report_of(parts, opened.assessment, opened.premises).contact
    document = plan_document(opened.bank, result_of(parts, opened.assessment), contact)
    headers = {"Content-Disposition": f'attachment; filename="action-plan-{opened.assessment.reference}.json"'}
    return Response(to_json(document), mimetype="application/json", headers=headers)


def _plan(opened: Opened) -> bytes | None:
    parts = services()
    key = plan_key(report_of(parts, opened.assessment, opened.premises))
    return parts.store.find_print(opened.assessment.id, key)
