"""Every kind of document that the site prints, and how one is ordered; `docs/developers.md` says how to add a kind."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from flask import abort, current_app

from storage.records import PrintOrder
from web.blank_forms import printable_form
from web.card_prints import printable_card
from web.plans import printable_plan
from web.printable import Printable, Subject
from web.services import Services, services
from web.workshop_summary import printable_summary

Make = Callable[[Services, Subject], Printable | None]

# The site and the worker both make the document anew from the subject, so the order need not hold it.
KINDS: Mapping[str, Make] = {
    "card": printable_card,
    "plan": printable_plan,
    "form": printable_form,
    "workshop": printable_summary,
}


@dataclass(frozen=True, slots=True)
class Ordered:
    """A document that was ordered, and how far its order is."""

    order: PrintOrder
    printable: Printable


def make_printable(parts: Services, order: PrintOrder) -> Printable | None:
    """What an order would print now; None when its subject, or its kind, is no longer there."""
    make = KINDS.get(order.kind)
    return make(parts, order.subject) if make else None


def order_print(
    kind: str, subject: Subject, *, workspace_id: str | None = None, assessment_id: str | None = None
) -> Ordered:
    """Have a document printed in the background: the same order while what it depends on stays the same.

    The subject is small: ids and switches. Without a workspace, whoever has the order's id may open it.
    404 when the subject is not there.
    """
    parts = services()
    printable = KINDS[kind](parts, subject) or abort(404)
    order = parts.store.order_print(
        kind, printable.key, subject, parts.now(), workspace_id=workspace_id, assessment_id=assessment_id
    )
    if not order.over:
        current_app.extensions["ask_to_print"](order.id)
        order = parts.store.find_print(order.id) or order
    return Ordered(order, printable)


def order_again(order: PrintOrder) -> Ordered:
    """The order of the same subject as it is now: this one, or a newer one where something changed."""
    return order_print(order.kind, order.subject, workspace_id=order.workspace_id, assessment_id=order.assessment_id)


def prints_before(parts: Services, order: PrintOrder) -> int | None:
    """How many are printed before this one; None when a printer works on it."""
    if order.printer is not None and parts.printers.living(order.printer):
        return None
    waiting = [each.id for each in parts.store.unfinished_prints()]
    return waiting.index(order.id) if order.id in waiting else 0
