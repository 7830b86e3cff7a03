"""A visit on paper: the blank form of the place goes out, a filled-in one comes back as agreed levels and notes."""

from __future__ import annotations

from collections.abc import Mapping

from flask import Blueprint, Response, abort, flash, redirect, render_template, url_for
from werkzeug.wrappers import Response as Redirect

from assessment.answers import Answer
from printing.print_orders import Ordered, order_print
from reports.forms.filled_form import FormRefused
from reports.forms.form_import import differing_fields, refuse_other_place, take_over
from storage.errors import NotFound
from usecases.read_forms import find_form, keep_form
from usecases.visit_form import asked_in, changed_fields, form_fields
from usecases.visiting import SentRemarks, remark_revisions, save_remarks
from web.advisers.auth import adviser, advisers_only
from web.advisers.showing import shown_to_business
from web.advisers.visit_context import Visiting, open_visit
from web.advisers.visit_forms import PART_NAMES, agreed_labels
from web.site.clashes import sent_revisions
from web.site.form_upload import LARGEST_UPLOAD, sent_form
from web.site.kept_form import keeps_typed
from web.site.print_answers import document_answer, waiting_page
from web.site.security import takes_up_to
from web.site.services import printing, services
from web.site.unprinted import say_unprinted_answers

pages = Blueprint("visit_paper", __name__, url_prefix="/advisers/visits/<visit_id>/paper")


@pages.get("")
@advisers_only
@shown_to_business
def choose(visit_id: str) -> str:
    """Offer the form to print, and the upload of a filled-in one."""
    return render_template("advisers/visit-paper.html", visiting=open_visit(visit_id), error=None)


@pages.get("/form")
@advisers_only
@shown_to_business
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
@shown_to_business
def form(visit_id: str) -> Response | Redirect:
    """The blank form of the place."""
    return document_answer(_ordered(open_visit(visit_id)), url_for("visit_paper.waiting", visit_id=visit_id))


@pages.post("/form/again")
@advisers_only
@shown_to_business
def again(visit_id: str) -> Redirect:
    """Try again to print the form."""
    services.store.retry_print(_ordered(open_visit(visit_id)).order.id, services.now())
    return redirect(url_for("visit_paper.waiting", visit_id=visit_id))


@pages.post("")
@takes_up_to(LARGEST_UPLOAD)
@advisers_only
@shown_to_business
def read(visit_id: str) -> Redirect | tuple[str, int]:
    """Read a filled-in form and keep what it holds until it is saved; the next page shows it."""
    visiting = open_visit(visit_id)
    if visiting.visit.signed:
        return _signed(visit_id)
    try:
        filled = sent_form()
        refuse_other_place(filled, visiting.opened.assessment.reference)
        take_over(visiting.bank, filled)
        form_id = keep_form(services, visiting.opened, filled, visit_id=visit_id)
    except FormRefused as refusal:
        return render_template("advisers/visit-paper.html", visiting=visiting, error=str(refusal)), 400
    return redirect(url_for("visit_paper.preview", visit_id=visit_id, form_id=form_id))


@pages.get("/<form_id>")
@advisers_only
@shown_to_business
def preview(visit_id: str, form_id: str) -> str | Redirect:
    """Show what a filled-in form says beside what is on screen. Nothing is saved yet."""
    visiting = open_visit(visit_id)
    if visiting.visit.signed:
        return _signed(visit_id)
    filled = find_form(services, visiting.opened, form_id, visit_id=visit_id) or abort(404)
    found, profile = take_over(visiting.bank, filled), visiting.opened.assessment.profile
    elsewhere = differing_fields(visiting.bank, profile, found.profile)
    return _form_page(visiting, found.answers, found=found, unmarked=filled.reference is None, elsewhere=elsewhere)


@pages.post("/<form_id>")
@advisers_only
@shown_to_business
@keeps_typed
def save(visit_id: str, form_id: str) -> str | Redirect | tuple[str, int]:
    """Save what the page before showed; what a colleague has changed since is shown again, with both texts."""
    visiting, shown = open_visit(visit_id), sent_revisions()
    filled = find_form(services, visiting.opened, form_id, visit_id=visit_id)
    if filled is None:
        flash("This form is saved already, or it was read more than a day ago. If anything is missing, bring it again.")
        return redirect(url_for("visits.one", visit_id=visit_id))
    read = take_over(visiting.bank, filled).answers
    said = {question: answer for question, answer in read.items() if f"note-{question}" in shown}
    if not said:
        abort(400)
    account, asked = adviser().account, asked_in(visiting.bank, said)
    own = (account.force_id, visit_id, account.id)
    fields = form_fields(visiting.answers, said)
    try:
        saved = save_remarks(services, SentRemarks(*own, asked, visiting.answers, fields, shown, form_id))
    except NotFound:
        return _signed(visit_id)
    if saved.problems:
        abort(400)
    if saved.clashes or saved.outdated:
        return _form_page(open_visit(visit_id), said, again=True), 409
    say_unprinted_answers(visiting.bank, said)
    flash("What the form says has been added to the visit.")
    return redirect(url_for("visits.one", visit_id=visit_id))


def _form_page(visiting: Visiting, said: Mapping[str, Answer], **view: object) -> str:
    """The page that shows, field by field, what is on screen and what the form says."""
    bank, lines = visiting.bank, []
    for name, texts in changed_fields(bank, visiting.answers, visiting.remarks, said).items():
        part, _, question_id = name.partition("-")
        question = bank.by_id[question_id]
        labels = agreed_labels(bank, question, visiting.answers) if part == "agreed" else {}
        lines.append((question.ask, PART_NAMES[part], *(labels.get(text, text) or "Nothing" for text in texts)))
    return render_template(
        "advisers/visit-form-read.html",
        visiting=visiting,
        lines=lines,
        revisions=remark_revisions(asked_in(bank, said), visiting.answers, visiting.remarks),
        read=len(said),
        **view,
    )


def _signed(visit_id: str) -> Redirect:
    flash("This visit has been signed off, so nothing from the form was added.")
    return redirect(url_for("visits.one", visit_id=visit_id))


def _ordered(visiting: Visiting) -> Ordered:
    opened = visiting.opened
    address = url_for("visit_paper.choose", visit_id=visiting.visit.id, _external=True)
    subject = {"assessment": opened.assessment.id, "address": address}
    return order_print(printing, "form", subject, workspace_id=opened.workspace_id, assessment_id=opened.assessment.id)
