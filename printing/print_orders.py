"""Orders of printed documents: placing one, and the job that prints it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from printing.print_job import PrintJob, Subject
from printing.print_kinds import KINDS
from printing.print_service import PrintService
from storage.errors import NotFound
from storage.records import Assessment, PrintOrder
from usecases.limits import PRINTS, Limiter, TooManyTries

# What is printed of an assessment.
DocumentKind = Literal["plan", "record"]


@dataclass(frozen=True, slots=True)
class Ordered:
    """A document that was ordered, and the state of its order."""

    order: PrintOrder
    job: PrintJob


def job_of(printing: PrintService, order: PrintOrder) -> PrintJob | None:
    """The job that an order would print now; None when its subject, or its kind, is no longer there."""
    kind = KINDS.get(order.kind)
    return kind.job(printing.services, order.subject) if kind else None


def order_print(
    printing: PrintService,
    kind: str,
    subject: Subject,
    *,
    workspace_id: str | None = None,
    assessment_id: str | None = None,
) -> Ordered:
    """Have a document printed in the background: the same order while what it depends on stays the same.

    The subject is small: ids and switches. Without a workspace, anyone with the order's id may open it.
    Raises NotFound when the subject is not there, and TooManyTries after too many new documents of one workspace.
    """
    store, now = printing.services.store, printing.services.now()
    job = KINDS[kind].job(printing.services, subject)
    if job is None:
        raise NotFound("What was to be printed is no longer there. Go back and choose again.")
    order = store.order_print(kind, job.key, subject, now, workspace_id=workspace_id, assessment_id=assessment_id)
    if workspace_id is not None and order.asked == now:
        _count_new(printing, order, workspace_id)
    if not order.over:
        printing.ask(order.id)
        order = store.find_print(order.id) or order
    return Ordered(order, job)


def _count_new(printing: PrintService, order: PrintOrder, workspace_id: str) -> None:
    """Count a document that was never ordered before; those that are kept cost nothing."""
    try:
        Limiter(printing.services, {f"print:{workspace_id}": PRINTS}).note_one_more()
    except TooManyTries:
        printing.services.store.forget_print(order.id)
        raise


def order_plan(printing: PrintService, assessment: Assessment) -> Ordered:
    """Have the plan of an assessment printed, so that it is there when it is asked for. Raises NotFound."""
    return order_document(printing, "plan", assessment)


def order_document(printing: PrintService, kind: DocumentKind, assessment: Assessment) -> Ordered:
    """Have the plan of an assessment printed, or the record, which holds what the plan leaves out. Raises NotFound."""
    which = assessment.id
    return order_print(printing, kind, {"assessment": which}, workspace_id=assessment.workspace_id, assessment_id=which)


def order_again(printing: PrintService, order: PrintOrder) -> Ordered:
    """The order of the same subject in its current state: this one, or a newer one where something changed."""
    return order_print(
        printing, order.kind, order.subject, workspace_id=order.workspace_id, assessment_id=order.assessment_id
    )


def orders_before(printing: PrintService, order: PrintOrder) -> int | None:
    """How many are printed before this one, with those that are under way; None when a printer works on it."""

    now = printing.services.now()
    if order.under_way(now):
        return None
    unfinished = printing.services.store.unfinished_prints()
    place = next((at for at, each in enumerate(unfinished) if each.id == order.id), 0)
    return place + sum(each.under_way(now) for each in unfinished[place:])
