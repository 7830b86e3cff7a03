"""The pages of what is printed: wait for it, open it, try again; the same for every kind."""

from __future__ import annotations

from datetime import timedelta

from flask import Blueprint, Response, redirect, render_template, url_for
from werkzeug.wrappers import Response as Redirect

from web.access import Opened, open_assessment, open_print
from web.prints import Ordered, order_again, prints_before
from web.services import services

prints = Blueprint("prints", __name__, url_prefix="/prints/<print_id>")

# From when on the page says that it takes longer than usual.
LONG = timedelta(minutes=1)


def waiting_page(
    ordered: Ordered,
    document: str,
    *,
    opened: Opened | None = None,
    again: str | None = None,
    back: str | None = None,
    share_id: str | None = None,
) -> str | Redirect:
    """Wait for a document, at whose address the page goes on by itself when it is printed.

    Who has a guard of their own has routes of their own: for `again`, where what failed is tried once more, and for
    the way `back`. With a share_id it is a page for advisers.
    """
    order, parts = ordered.order, services()
    endpoint, values = ordered.printable.back
    if order.printed is not None:
        return redirect(document)
    return render_template(
        "pages/waiting.html",
        opened=opened,
        order=order,
        again=again or url_for("prints.again", print_id=order.id),
        back=back or url_for(endpoint, **values),
        share_id=share_id,
        ahead=None if order.failed else prints_before(parts, order),
        long=parts.now() - order.asked > LONG,
    )


def document_answer(ordered: Ordered, waiting: str) -> Response | Redirect:
    """The printed document as an answer, or the way to the page that waits for it."""
    document = services().store.printed_document(ordered.order.id)
    if document is None:
        return redirect(waiting)
    headers = {"Content-Disposition": f'inline; filename="{ordered.printable.file_name}"'}
    return Response(document, mimetype="application/pdf", headers=headers)


@prints.get("")
def waiting(print_id: str) -> str | Redirect:
    """Wait for what was ordered; when its subject changed meanwhile, for the document as it is now."""
    order = open_print(print_id)
    if isinstance(order, Redirect):
        return order
    ordered = order_again(order)
    if ordered.order.id != print_id:
        return redirect(url_for("prints.waiting", print_id=ordered.order.id))
    opened = open_assessment(order.assessment_id) if order.assessment_id else None
    return waiting_page(ordered, url_for("prints.document", print_id=print_id), opened=opened)


@prints.get("/file.pdf")
def document(print_id: str) -> Response | Redirect:
    """The printed document, while its subject is as it was."""
    order = open_print(print_id)
    if isinstance(order, Redirect):
        return order
    ordered = order_again(order)
    if ordered.order.id != print_id:
        return redirect(url_for("prints.waiting", print_id=ordered.order.id))
    return document_answer(ordered, url_for("prints.waiting", print_id=print_id))


@prints.post("/again")
def again(print_id: str) -> Redirect:
    """Try once more what could not be printed."""
    order = open_print(print_id)
    if isinstance(order, Redirect):
        return order
    services().store.retry_print(print_id, services().now())
    return redirect(url_for("prints.waiting", print_id=print_id))
