"""A shared assessment as the advisers of the force see it: result, answers and plan. Each look is logged."""

from __future__ import annotations

from typing import get_args

from flask import Blueprint, Response, redirect, render_template, url_for
from werkzeug.wrappers import Response as Redirect

from printing.print_orders import DocumentKind, Ordered, order_document
from reports.pdf.charts import score_bar, score_line
from reports.report.change import MOST_MOVES
from storage.errors import NotFound
from usecases.open_assessment import OpenAssessment, look_at_share
from usecases.plans import report_of
from web.advisers.auth import adviser, advisers_only
from web.advisers.sharing_ended import gone
from web.advisers.showing import shown_to_business
from web.site.answers_view import whole_view
from web.site.print_answers import document_answer, waiting_page
from web.site.services import printing, services

pages = Blueprint("shared_assessment", __name__, url_prefix="/advisers/requests/<share_id>")

# The part of an address that names one of the printed documents.
DOCUMENTS = f"any({', '.join(get_args(DocumentKind))})"


def _look_at(share_id: str) -> OpenAssessment:
    """The shared assessment, with a line in the log; 404 where it is no longer shared with the force."""
    own = adviser().account
    try:
        return look_at_share(services, own.force_id, own.id, share_id)
    except NotFound:
        gone(share_id)


@pages.get("/result")
@advisers_only
@shown_to_business
def result(share_id: str) -> str:
    """Show the result to an adviser."""
    opened = _look_at(share_id)
    report = report_of(services, opened.assessment, opened.premises)
    view = {"opened": opened, "report": report, "score_bar": score_bar, "score_line": score_line, "level": None}
    visit_id = _visit_under_way(opened, share_id)
    return render_template("pages/result.html", share_id=share_id, visit_id=visit_id, most_moves=MOST_MOVES, **view)


@pages.get("/answers")
@advisers_only
@shown_to_business
def answers(share_id: str) -> str:
    """Show an adviser the profile of the place, and every answer with its notes."""
    opened = _look_at(share_id)
    report = report_of(services, opened.assessment, opened.premises)
    view = {"view": whole_view(opened.bank, report), "visit_id": _visit_under_way(opened, share_id)}
    return render_template("pages/answers.html", share_id=share_id, opened=opened, report=report, **view)


def _visit_under_way(opened: OpenAssessment, share_id: str) -> str | None:
    """The id of the open visit of this request: from its pages each question of the visit is one press away."""
    visit = services.store.running_visit(opened.workspace_id, share_id, services.now())
    return visit.id if visit else None


@pages.get(f"/<{DOCUMENTS}:document>")
@advisers_only
@shown_to_business
def waiting(share_id: str, document: DocumentKind) -> str | Redirect:
    """Wait for the printed plan or record; moves on to it when it is ready."""
    return waiting_page(
        _ordered(share_id, document),
        url_for("shared_assessment.printed", share_id=share_id, document=document),
        again=url_for("shared_assessment.again", share_id=share_id, document=document),
        back=url_for("shared_assessment.result", share_id=share_id),
        share_id=share_id,
    )


@pages.get(f"/<{DOCUMENTS}:document>.pdf")
@advisers_only
@shown_to_business
def printed(share_id: str, document: DocumentKind) -> Response | Redirect:
    """The printed plan or record, as the business has it."""
    there = url_for("shared_assessment.waiting", share_id=share_id, document=document)
    return document_answer(_ordered(share_id, document), there)


@pages.post(f"/<{DOCUMENTS}:document>/again")
@advisers_only
@shown_to_business
def again(share_id: str, document: DocumentKind) -> Redirect:
    """Try again to print it."""
    services.store.retry_print(_ordered(share_id, document).order.id, services.now())
    return redirect(url_for("shared_assessment.waiting", share_id=share_id, document=document))


def _ordered(share_id: str, document: DocumentKind) -> Ordered:
    return order_document(printing, document, _look_at(share_id).assessment)
