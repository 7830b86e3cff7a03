"""The pages of a printed document, the same for every kind: wait for it, open it, try again."""

from __future__ import annotations

from flask import Blueprint, Response, redirect, url_for
from werkzeug.wrappers import Response as Redirect

from printing.print_orders import order_again
from web.site.access import open_assessment, open_print
from web.site.print_answers import document_answer, waiting_page
from web.site.services import printing, services

pages = Blueprint("prints", __name__, url_prefix="/prints/<print_id>")


@pages.get("")
def waiting(print_id: str) -> str | Redirect:
    """Wait for what was ordered; if its subject has changed in the meantime, for the new document."""
    order = open_print(print_id)
    if isinstance(order, Redirect):
        return order
    ordered = order_again(printing, order)
    if ordered.order.id != print_id:
        return redirect(url_for("prints.waiting", print_id=ordered.order.id))
    opened = open_assessment(order.assessment_id) if order.assessment_id else None
    return waiting_page(ordered, url_for("prints.document", print_id=print_id), opened=opened)


@pages.get("/file.pdf")
def document(print_id: str) -> Response | Redirect:
    """The printed document, as long as its subject has not changed."""
    order = open_print(print_id)
    if isinstance(order, Redirect):
        return order
    ordered = order_again(printing, order)
    if ordered.order.id != print_id:
        return redirect(url_for("prints.waiting", print_id=ordered.order.id))
    return document_answer(ordered, url_for("prints.waiting", print_id=print_id))


@pages.post("/again")
def again(print_id: str) -> Redirect:
    """Print again what could not be printed."""
    order = open_print(print_id)
    if isinstance(order, Redirect):
        return order
    services.store.retry_print(print_id, services.now())
    return redirect(url_for("prints.waiting", print_id=print_id))
