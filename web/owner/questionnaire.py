"""The questionnaire: task list, pages of questions, check your answers, finish."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress

from flask import Blueprint, abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as Redirect

from assessment.answers import Answer
from assessment.evaluation import evaluate
from assessment.navigation import Step, step_after, step_with
from printing.print_orders import order_plan
from reports.report.builder import build_report
from reports.report.inputs import ReportInputs
from storage.errors import Finished
from usecases.answering import SentPage, save_page
from usecases.last_time import left_open, still_true
from usecases.open_assessment import OpenAssessment, open_again
from usecases.plans import facts_of
from web.owner.finished import to_save_in
from web.owner.page_skeleton import question_page
from web.owner.question_page import (
    Problems,
    Questionnaire,
    Shown,
    back_to_answers,
    clash_lines,
    last_time_here,
    open_questionnaire,
    overview_address,
    revisions_for,
    steps_for,
    with_mine,
)
from web.owner.sent_answers import sent_page, typed_answers
from web.site.access import author_here, may_open, needs, open_assessment, workspace_here
from web.site.answers_view import answers_view, is_long
from web.site.clashes import REVISIONS
from web.site.kept_form import keeps_typed
from web.site.services import printing, services
from web.site.unprinted import say_unprinted_parts

pages = Blueprint("questionnaire", __name__, url_prefix="/assessments/<assessment_id>")


@pages.get("")
@needs("answer")
def tasks(assessment_id: str) -> str:
    """The task list."""
    way = open_questionnaire(assessment_id)
    last = last_time_here(way.opened)
    return render_template("pages/tasks.html", opened=way.opened, progress=way.progress, last=last)


@pages.route("/areas/<area_id>/<int:number>", methods=["GET", "POST"])
@needs("answer")
@keeps_typed
def page(assessment_id: str, area_id: str, number: int) -> str | Redirect | tuple[str, int]:
    """One page of questions. Saving with nothing answered works: what is left open is listed at the end."""
    way = open_questionnaire(assessment_id)
    at = way.steps.places.get((area_id, number))
    if at is None:
        return _gone(way, area_id)
    step = way.steps[at]
    if request.method == "GET":
        return question_page(way, at, Shown(way.opened.answers, revisions_for(step, way.opened.answers)))
    sent, pressed = _sent(way, step)
    into = to_save_in(way.opened)
    try:
        saved = save_page(services, into, sent, by=author_here())
    except Finished:
        return question_page(way, at, _as_typed(step, refused=True)), 409
    if saved.problems:
        return question_page(way, at, _as_typed(step, saved.problems)), 400
    now = {**into.answers, **{q: answer or Answer(None) for q, answer in saved.answers.items()}}
    if saved.clashes:
        clashing = Shown(
            with_mine(now, saved.clashes),
            revisions_for(step, now),
            clashes=clash_lines(way.opened.bank, step, saved.clashes),
        )
        return question_page(way, at, clashing), 409
    say_unprinted_parts(way.opened.bank, sent.values)
    stays = left_open(step.questions, now) if pressed else None
    return redirect(_still_here(into, step, stays) if stays else _next(into, step, now))


@pages.get("/areas/<area_id>")
@needs("answer")
def area(assessment_id: str, area_id: str) -> Redirect:
    """Go to the first page of an area that has something open; to the task list where nothing is asked there."""
    way = open_questionnaire(assessment_id)
    found = next((each for each in way.progress.areas if each.area.id == area_id), None)
    if found is None:
        return _gone(way, area_id)
    return redirect(url_for("questionnaire.page", assessment_id=assessment_id, area_id=area_id, number=found.first))


def _as_typed(step: Step, problems: Problems | None = None, *, refused: bool = False) -> Shown:
    """What was typed and not saved, to be shown again."""
    return Shown(typed_answers(step.questions), request.form.get(REVISIONS, ""), problems or {}, refused=refused)


def _sent(way: Questionnaire, step: Step) -> tuple[SentPage, str]:
    """What was sent, with the last answers that are still true, and the button that said so; empty for any other."""
    sent, pressed = sent_page(step.questions), request.form.get("still", "")
    last = last_time_here(way.opened) if pressed else None
    return (still_true(sent, last, pressed), pressed) if last else (sent, "")


def _still_here(opened: OpenAssessment, step: Step, left: str) -> str:
    """The same page, at its first question without an answer."""
    back = request.args.get("back")
    return url_for(
        "questionnaire.page",
        assessment_id=opened.assessment.id,
        area_id=step.area.id,
        number=step.number,
        back=back,
        _anchor=f"q-{left}",
    )


def _gone(way: Questionnaire, area_id: str) -> Redirect:
    """A page that is no longer asked leads to all areas; an area that never was is not found."""
    if area_id not in way.opened.bank.area_by_id:
        abort(404)
    return redirect(overview_address(way.opened.assessment.id))


def _next(opened: OpenAssessment, step: Step, answers: Mapping[str, Answer]) -> str:
    """Where to go after a page: where the adviser of a workshop is if that was asked for, the answers page if it came
    from there, otherwise the next page, or the answers."""
    assessment_id = opened.assessment.id
    if request.form.get("go") in opened.bank.area_by_id:
        return url_for("questionnaire.area", assessment_id=assessment_id, area_id=request.form["go"])
    if back_to_answers(opened):
        asked = sum(len(each.questions) for each in steps_for(opened, answers))
        area, anchor = step.area.id if is_long(asked) else None, f"a-{step.questions[0].id}"
        return url_for("questionnaire.answers", assessment_id=assessment_id, area=area, _anchor=anchor)
    # The answers just saved may open or close later pages, so the way on is worked out afresh.
    later = step_after(opened.bank, steps_for(opened, answers), step.area.id, step.number)
    if later is None:
        readable = may_open("questionnaire.answers", assessment_id=assessment_id)
        return url_for("questionnaire.answers", assessment_id=assessment_id) if readable else url_for("workspace.home")
    return url_for("questionnaire.page", assessment_id=assessment_id, area_id=later.area.id, number=later.number)


@pages.get("/questions/<question_id>")
@needs("answer")
def question(assessment_id: str, question_id: str) -> Redirect:
    """Go to the page that asks a question, and come back to the answers after it."""
    step = step_with(open_questionnaire(assessment_id).steps, question_id) or abort(404)
    address = url_for(
        "questionnaire.page",
        assessment_id=assessment_id,
        area_id=step.area.id,
        number=step.number,
        back="answers",
        _anchor=f"q-{question_id}",
    )
    return redirect(address)


@pages.get("/answers")
@needs("read")
def answers(assessment_id: str) -> str:
    """Check your answers: all of them or, of many, one area or one kind; the gaps are named first."""
    way = open_questionnaire(assessment_id)
    opened = way.opened
    result = evaluate(opened.bank, opened.assessment.profile, way.opened.answers, opened.assessment.kind)
    report = build_report(
        opened.bank,
        result,
        ReportInputs(
            reference=opened.assessment.reference,
            made_on=services.today(),
            contact=None,
        ),
    )
    authors = services.store.answer_authors(assessment_id) if workspace_here() else {}
    if not any(author.name for author in authors.values()):
        authors = {}  # the owner alone: the same line at each answer would say nothing
    view = answers_view(opened.bank, report, request.args)
    known = {"authors": authors, "last": last_time_here(opened)}
    return render_template("pages/answers.html", opened=opened, report=report, view=view, **known)


@pages.post("/finish")
@needs("work")
def finish(assessment_id: str) -> Redirect:
    """Finish, with or without gaps, and begin to make the plan in the background."""
    opened = open_assessment(assessment_id)
    facts = facts_of(services, opened.assessment)
    with suppress(Finished):  # the button was pressed twice
        services.store.finish(opened.workspace_id, assessment_id, services.now(), facts)
    order_plan(printing, opened.assessment)
    return redirect(url_for("results.result", assessment_id=assessment_id))


@pages.post("/reopen")
@needs("work")
def reopen(assessment_id: str) -> Redirect:
    """Start a new assessment from the answers of a finished one, to change the profile or answers."""
    begun = open_again(services, open_assessment(assessment_id))
    return redirect(url_for("questionnaire.answers", assessment_id=begun.assessment.id))


@pages.post("/full")
@needs("work")
def go_full(assessment_id: str) -> Redirect:
    """Go on from the quick check to the full assessment with every answer; a finished quick check stays."""
    begun = open_again(services, open_assessment(assessment_id), in_full=True)
    return redirect(url_for("questionnaire.tasks", assessment_id=begun.assessment.id))
