"""The answers of every page that waits for a printed document, or gives it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from flask import Response, redirect, render_template, url_for
from werkzeug.wrappers import Response as Redirect

from printing.print_kinds import KINDS
from printing.print_orders import Ordered, orders_before
from usecases.open_assessment import OpenAssessment
from web.site.downloads import inline
from web.site.services import printing, services

# When the page begins to say that it is taking longer than usual.
LONG = timedelta(minutes=1)


def waiting_page(
    ordered: Ordered,
    document: str,
    *,
    opened: OpenAssessment | None = None,
    again: str | None = None,
    back: str | None = None,
    share_id: str | None = None,
) -> str | Redirect:
    """Wait for a document, at whose address the page goes on by itself when it is printed.

    Pages with a guard of their own have routes of their own: for `again`, where what failed is tried once more, and
    for the way `back`. With a share_id it is a page for advisers.
    """
    order = ordered.order
    endpoint, names = ordered.job.back
    values: dict[str, Any] = dict(names)  # mypy takes names for the keywords of url_for itself
    if order.printed is not None:
        return redirect(document)
    return render_template(
        "pages/waiting.html",
        opened=opened,
        order=order,
        kind=KINDS[order.kind],
        again=again or url_for("prints.again", print_id=order.id),
        back=back or url_for(endpoint, **values),
        share_id=share_id,
        ahead=None if order.failed else orders_before(printing, order),
        long=services.now() - order.asked > LONG,
    )


def document_answer(ordered: Ordered, waiting: str) -> Response | Redirect:
    """The printed document as an answer, or a redirect to the page that waits for it."""
    document = services.store.printed_document(ordered.order.id)
    if document is None:
        return redirect(waiting)
    return inline(document, "application/pdf", ordered.job.file_name)
