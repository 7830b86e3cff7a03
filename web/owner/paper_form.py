"""The questionnaire on paper: a blank form to print; the answers of a filled-in one are shown, then saved."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as Redirect

from assessment.answers import Answer
from printing.print_orders import order_print
from questions import Bank
from reports.forms.filled_form import FormRefused
from reports.forms.form_import import differing_fields, merged, refuse_other_place, take_over
from reports.report.wording import answer_words
from storage.errors import Finished
from usecases.answering import fields_of, save_form
from usecases.open_assessment import OpenAssessment
from usecases.read_forms import find_form, keep_form
from usecases.revisions import revisions_text
from web.owner.finished import AGAIN, to_save_in
from web.site.access import author_here, needs, open_assessment
from web.site.clashes import REVISIONS, sent_revisions
from web.site.form_upload import LARGEST_UPLOAD, sent_form
from web.site.kept_form import keeps_typed
from web.site.security import takes_up_to
from web.site.services import printing, services
from web.site.unprinted import say_unprinted_answers

pages = Blueprint("paper_form", __name__, url_prefix="/assessments/<assessment_id>")


@dataclass(frozen=True, slots=True)
class Change:
    """An answer that the form changes: the saved one, and the one in the form. Notes are given where they differ."""

    ask: str
    now: str
    note_now: str
    then: str
    note_then: str


@pages.get("/form")
@needs("answer")
def blank(assessment_id: str) -> Redirect:
    """Have the blank form of this place printed, and wait for it."""
    opened = open_assessment(assessment_id)
    subject = {
        "assessment": assessment_id,
        "address": url_for("paper_form.choose", assessment_id=assessment_id, _external=True),
    }
    ordered = order_print(printing, "form", subject, workspace_id=opened.workspace_id, assessment_id=assessment_id)
    return redirect(url_for("prints.waiting", print_id=ordered.order.id))


@pages.get("/upload")
@needs("answer")
def choose(assessment_id: str) -> str:
    """Ask for the file."""
    return render_template("pages/upload.html", opened=open_assessment(assessment_id), error=None)


@pages.post("/upload")
@takes_up_to(LARGEST_UPLOAD)
@needs("answer")
def read(assessment_id: str) -> Redirect | tuple[str, int]:
    """Read a form and keep what it holds until it is saved; the next page shows it."""
    opened = open_assessment(assessment_id)
    try:
        form = sent_form()
        refuse_other_place(form, opened.assessment.reference)
        take_over(opened.bank, form)
        form_id = keep_form(services, opened, form)
    except FormRefused as refusal:
        return render_template("pages/upload.html", opened=opened, error=str(refusal)), 400
    return redirect(url_for("paper_form.preview", assessment_id=assessment_id, form_id=form_id))


@pages.get("/upload/<form_id>")
@needs("answer")
def preview(assessment_id: str, form_id: str) -> str:
    """Show what a form holds, field by field where it cannot be read. Nothing is saved yet."""
    opened = open_assessment(assessment_id)
    form = find_form(services, opened, form_id) or abort(404)
    found, kept = take_over(opened.bank, form), opened.answers
    after = {question: merged(kept.get(question), answer) for question, answer in found.answers.items()}
    changed = [question for question, answer in after.items() if kept.get(question) != answer]
    return render_template(
        "pages/upload-read.html",
        opened=opened,
        found=found,
        new=sum(question not in kept for question in changed),
        same=len(after) - len(changed),
        changes=[_change(opened.bank, q, kept[q], after[q]) for q in changed if q in kept],
        elsewhere=differing_fields(opened.bank, opened.assessment.profile, found.profile),
        unmarked=form.reference is None,
        revisions=_revisions(opened.bank, changed, kept),
        count=len(changed),
        again=opened.assessment.finished is not None,
    )


@pages.post("/upload/<form_id>")
@needs("answer")
@keeps_typed
def save(assessment_id: str, form_id: str) -> Redirect | tuple[str, int]:
    """Save the answers that the page before showed, all at once: those whose revisions it carried."""
    opened, shown = open_assessment(assessment_id), sent_revisions()
    form = find_form(services, opened, form_id)
    if form is None:
        flash("This form is saved already, or it was read more than a day ago. If anything is missing, bring it again.")
        return redirect(url_for("questionnaire.answers", assessment_id=assessment_id))
    read = take_over(opened.bank, form).answers
    answers = {question: answer for question, answer in read.items() if f"choice-{question}" in shown}
    if not answers:
        abort(400)
    into = to_save_in(opened)
    try:
        outdated = save_form(services, into, answers, shown, form_id, by=author_here())
    except Finished:
        return render_template(
            "pages/finished.html", opened=opened, count=len(answers), revisions=request.form.get(REVISIONS, "")
        ), 409
    if outdated:
        return _clash_page(open_assessment(into.assessment.id), outdated), 409
    say_unprinted_answers(opened.bank, answers)
    flash(f"{len(answers)} {'answer' if len(answers) == 1 else 'answers'} from your form saved.")
    return redirect(url_for("questionnaire.answers", assessment_id=into.assessment.id))


def _clash_page(opened: OpenAssessment, outdated: Mapping[str, Answer]) -> str:
    """Both texts of the answers that somebody else has changed since they were shown; sent to the same address."""
    kept = opened.answers
    return render_template(
        "pages/upload-clash.html",
        opened=opened,
        changes=[
            _change(opened.bank, question, kept.get(question, Answer(None)), merged(kept.get(question), answer))
            for question, answer in outdated.items()
        ],
        revisions=_revisions(opened.bank, outdated, kept),
        count=len(outdated),
        again=AGAIN in request.form,
    )


def _revisions(bank: Bank, questions: Iterable[str], kept: Mapping[str, Answer]) -> str:
    return revisions_text(fields_of(tuple(bank.by_id[question] for question in questions), kept))


def _change(bank: Bank, question_id: str, old: Answer, new: Answer) -> Change:
    question = bank.by_id[question_id]
    note_now, note_then = (old.note, new.note) if new.note != old.note else ("", "")
    return Change(
        question.ask, answer_words(bank, question, old), note_now, answer_words(bank, question, new), note_then
    )
