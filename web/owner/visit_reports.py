"""The documents of a visit as the owner opens them: a signed visit stays with the business, also after the sharing."""

from __future__ import annotations

from flask import Blueprint, Response, url_for
from werkzeug.wrappers import Response as Redirect

from web.site.access import needs, open_assessment
from web.site.print_answers import document_answer, waiting_page
from web.site.visit_documents import DOCUMENTS, VisitDocument, order_visit_document, visit_docx

pages = Blueprint("visit_reports", __name__, url_prefix="/assessments/<assessment_id>/visits/<visit_id>")


@pages.get(f"/{DOCUMENTS}")
@needs("read")
def waiting(assessment_id: str, visit_id: str, which: VisitDocument) -> str | Redirect:
    """Wait for the printed report or note; moves on to it when it is ready."""
    opened = open_assessment(assessment_id)
    there = url_for("visit_reports.printed", assessment_id=assessment_id, visit_id=visit_id, which=which)
    return waiting_page(order_visit_document(opened, visit_id, which), there, opened=opened)


@pages.get(f"/{DOCUMENTS}.pdf")
@needs("read")
def printed(assessment_id: str, visit_id: str, which: VisitDocument) -> Response | Redirect:
    """The printed report or note of a signed visit."""
    ordered = order_visit_document(open_assessment(assessment_id), visit_id, which)
    there = url_for("visit_reports.waiting", assessment_id=assessment_id, visit_id=visit_id, which=which)
    return document_answer(ordered, there)


@pages.get("/report.docx")
@needs("read")
def docx(assessment_id: str, visit_id: str) -> Response:
    """The report of a signed visit as a document to change."""
    return visit_docx(open_assessment(assessment_id), visit_id)
