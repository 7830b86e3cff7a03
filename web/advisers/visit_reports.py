"""The documents of a signed visit as its advisers open them: its report and the note, for as long as it is shared."""

from __future__ import annotations

from flask import Blueprint, Response, redirect, url_for
from werkzeug.wrappers import Response as Redirect

from web.advisers.auth import advisers_only
from web.advisers.showing import shown_to_business
from web.advisers.visit_context import open_visit
from web.site.print_answers import document_answer, waiting_page
from web.site.services import services
from web.site.visit_documents import DOCUMENTS, VisitDocument, order_visit_document, visit_docx

pages = Blueprint("visit_documents", __name__, url_prefix="/advisers/visits/<visit_id>")


@pages.get(f"/{DOCUMENTS}")
@advisers_only
@shown_to_business
def waiting(visit_id: str, which: VisitDocument) -> str | Redirect:
    """Wait for the printed report or note; moves on to it when it is ready."""
    visiting = open_visit(visit_id)
    return waiting_page(
        order_visit_document(visiting.opened, visit_id, which),
        url_for("visit_documents.printed", visit_id=visit_id, which=which),
        again=url_for("visit_documents.again", visit_id=visit_id, which=which),
        back=url_for("visits.one", visit_id=visit_id),
        share_id=visiting.visit.share_id,
    )


@pages.get(f"/{DOCUMENTS}.pdf")
@advisers_only
@shown_to_business
def printed(visit_id: str, which: VisitDocument) -> Response | Redirect:
    """The printed report or note of a signed visit."""
    ordered = order_visit_document(open_visit(visit_id).opened, visit_id, which)
    return document_answer(ordered, url_for("visit_documents.waiting", visit_id=visit_id, which=which))


@pages.get("/report.docx")
@advisers_only
@shown_to_business
def docx(visit_id: str) -> Response:
    """The report of a signed visit as a document to change."""
    return visit_docx(open_visit(visit_id).opened, visit_id)


@pages.post(f"/{DOCUMENTS}/again")
@advisers_only
@shown_to_business
def again(visit_id: str, which: VisitDocument) -> Redirect:
    """Try again to print it."""
    ordered = order_visit_document(open_visit(visit_id).opened, visit_id, which)
    services.store.retry_print(ordered.order.id, services.now())
    return redirect(url_for("visit_documents.waiting", visit_id=visit_id, which=which))
