"""A visit on paper: the blank form of the place goes out, a filled-in one comes back as agreed levels and notes."""

from __future__ import annotations

from flask import Blueprint, Response, flash, redirect, render_template, url_for
from werkzeug.wrappers import Response as Redirect

from assessment.answers import Answer
from assessment.visit_overrides import Remark
from printing.print_orders import Ordered, order_print
from reports.forms.form_import import take_over
from reports.forms.form_reader import FormRefused
from web.advisers.auth import adviser, advisers_only
from web.advisers.visit_context import Visiting, open_visit
from web.site.form_upload import LARGEST_UPLOAD, sent_form
from web.site.print_answers import document_answer, waiting_page
from web.site.security import takes_up_to
from web.site.services import printing, services

pages = Blueprint("visit_paper", __name__, url_prefix="/advisers/visits/<visit_id>/paper")


@pages.get("")
@advisers_only
def choose(visit_id: str) -> str:
    """Offer the form to print, and the upload of a filled-in one."""
    return render_template("advisers/visit-paper.html", visiting=open_visit(visit_id), error=None)


@pages.get("/form")
@advisers_only
def waiting(visit_id: str) -> str | Redirect:
    """Wait for the blank form of the place."""
    visiting = open_visit(visit_id)
    return waiting_page(
        _ordered(visiting),
        url_for("visit_paper.form", visit_id=visit_id),
        again=url_for("visit_paper.again", visit_id=visit_id),
        back=url_for("visit_paper.choose", visit_id=visit_id),
        share_id=visiting.visit.share_id,
    )


@pages.get("/form.pdf")
@advisers_only
def form(visit_id: str) -> Response | Redirect:
    """The blank form of the place."""
    return document_answer(_ordered(open_visit(visit_id)), url_for("visit_paper.waiting", visit_id=visit_id))


@pages.post("/form/again")
@advisers_only
def again(visit_id: str) -> Redirect:
    """Try again to print the form."""
    services.store.retry_print(_ordered(open_visit(visit_id)).order.id, services.now())
    return redirect(url_for("visit_paper.waiting", visit_id=visit_id))


@pages.post("")
@takes_up_to(LARGEST_UPLOAD)
@advisers_only
def read(visit_id: str) -> str | Redirect | tuple[str, int]:
    """Add a filled-in form to the visit: different answers become agreed levels, notes become notes for the report."""
    visiting = open_visit(visit_id)
    if visiting.visit.signed:
        flash("This visit has been signed off, so nothing from the form was added.")
        return redirect(url_for("visits.one", visit_id=visit_id))
    try:
        found = take_over(visiting.bank, sent_form())
    except FormRefused as refusal:
        return render_template("advisers/visit-paper.html", visiting=visiting, error=str(refusal)), 400
    remarks = {question: _remark(visiting, question, answer) for question, answer in found.answers.items()}
    services.store.save_remarks(adviser().account.force_id, visit_id, remarks, services.now())
    agreed = sum(remark.agreed is not None for remark in remarks.values())
    flash(f"We read the form: {len(remarks)} answers, {agreed} of them different from what the business had answered.")
    for problem in found.problems:
        flash(f"Not read: {problem}")
    return redirect(url_for("visits.one", visit_id=visit_id))


def _remark(visiting: Visiting, question: str, answer: Answer) -> Remark:
    """The remark that a form's answer makes on the business's own; earlier remarks stay where the form is blank."""
    before, own = visiting.remarks.get(question, Remark()), visiting.answers.get(question)
    other = answer.choice if answer.choice is not None and answer.choice != (own.choice if own else None) else None
    note = answer.note if answer.note and answer.note != (own.note if own else "") else before.note
    return Remark(other, own.choice if own else None, answer.reason if other else "", before.private, note)


def _ordered(visiting: Visiting) -> Ordered:
    opened = visiting.opened
    address = url_for("visit_paper.choose", visit_id=visiting.visit.id, _external=True)
    subject = {"assessment": opened.assessment.id, "address": address}
    return order_print(printing, "form", subject, workspace_id=opened.workspace_id, assessment_id=opened.assessment.id)
