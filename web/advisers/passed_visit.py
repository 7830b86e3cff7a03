"""The report of a visit of another force, for the force that the request was passed on to, if the business agreed."""

from __future__ import annotations

from flask import Blueprint, Response, abort, redirect, url_for
from werkzeug.wrappers import Response as Redirect

from printing.print_orders import Ordered
from usecases.open_assessment import look_at_share
from usecases.passed_visits import may_read
from web.advisers.auth import adviser, advisers_only
from web.advisers.sharing_ended import gone
from web.site.print_answers import document_answer, waiting_page
from web.site.services import services
from web.site.visit_documents import order_visit_document

pages = Blueprint("passed_visit", __name__, url_prefix="/advisers/requests/<share_id>/visits/<visit_id>")


@pages.get("/report")
@advisers_only
def waiting(share_id: str, visit_id: str) -> str | Redirect:
    """Wait for the printed report."""
    return waiting_page(
        _ordered(share_id, visit_id),
        url_for("passed_visit.printed", share_id=share_id, visit_id=visit_id),
        again=url_for("passed_visit.again", share_id=share_id, visit_id=visit_id),
        back=url_for("requests.one", share_id=share_id),
        share_id=share_id,
    )


@pages.get("/report.pdf")
@advisers_only
def printed(share_id: str, visit_id: str) -> Response | Redirect:
    """The printed report, as the business has it: private notes are in none."""
    there = url_for("passed_visit.waiting", share_id=share_id, visit_id=visit_id)
    return document_answer(_ordered(share_id, visit_id), there)


@pages.post("/report/again")
@advisers_only
def again(share_id: str, visit_id: str) -> Redirect:
    """Try again to print it."""
    services.store.retry_print(_ordered(share_id, visit_id).order.id, services.now())
    return redirect(url_for("passed_visit.waiting", share_id=share_id, visit_id=visit_id))


def _ordered(share_id: str, visit_id: str) -> Ordered:
    """Order the report, with a line in the log that somebody looked; 404 where the business does not let them."""
    own = adviser().account
    if services.store.find_share(own.force_id, share_id, services.now()) is None:
        gone(share_id)
    if not may_read(services, own.force_id, share_id, visit_id):
        abort(404)
    return order_visit_document(look_at_share(services, own.force_id, own.id, share_id), visit_id, "report")
