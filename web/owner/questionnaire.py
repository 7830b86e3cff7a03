"""The questionnaire: task list, pages of questions, check your answers, finish."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from flask import Blueprint, abort, redirect, render_template, request, url_for
from markupsafe import Markup
from werkzeug.wrappers import Response as Redirect

from assessment.answers import CHOICES, Answer
from assessment.evaluation import evaluate
from assessment.navigation import Progress, Step, minutes_left, progress_of, step_with, steps_of
from assessment.path import find_path
from assessment.profile import sector_of
from printing.print_orders import order_plan
from reports.report.builder import build_report
from reports.report.inputs import ReportInputs
from usecases.open_assessment import OpenAssessment
from usecases.plans import facts_of
from usecases.threat_level import shown_level
from web.owner.bank_forms import QuestionForm, question_form
from web.site.access import open_assessment, owner_only
from web.site.question_cache import question_html
from web.site.services import printing, services

pages = Blueprint("questionnaire", __name__, url_prefix="/assessments/<assessment_id>")


@dataclass(frozen=True, slots=True)
class Way:
    """An open assessment and the pages that are asked now."""

    opened: OpenAssessment
    steps: tuple[Step, ...]

    @property
    def progress(self) -> Progress:
        """How far it is."""
        return progress_of(self.steps, self.opened.answers)


def _way(assessment_id: str) -> Way:
    opened = open_assessment(assessment_id)
    return Way(opened, _steps(opened, opened.answers))


def _steps(opened: OpenAssessment, answers: Mapping[str, Answer]) -> tuple[Step, ...]:
    path = find_path(opened.bank, opened.assessment.profile, answers, opened.assessment.kind)
    return steps_of(opened.bank, path)


@pages.get("")
@owner_only
def tasks(assessment_id: str) -> str:
    """The task list."""
    way = _way(assessment_id)
    return render_template("pages/tasks.html", opened=way.opened, progress=way.progress)


@pages.route("/areas/<area_id>/<int:number>", methods=["GET", "POST"])
@owner_only
def page(assessment_id: str, area_id: str, number: int) -> str | Redirect | tuple[str, int]:
    """One page of questions. Saving with nothing answered works: what is left open is listed at the end."""
    way = _way(assessment_id)
    at = next((i for i, s in enumerate(way.steps) if (s.area.id, s.number) == (area_id, number)), None)
    if at is None:
        return _gone(way, area_id)
    step = way.steps[at]
    if request.method == "GET":
        return _show(way, at, way.opened.answers, {})
    form = question_form(way.opened.bank.version, step.questions)()
    answers, faults = form.read()
    if faults:
        return _show(way, at, _typed(form, answers), faults), 400
    services.store.save_answers(way.opened.workspace_id, assessment_id, answers, services.now())
    return redirect(_next(way, step, answers))


@pages.get("/areas/<area_id>")
@owner_only
def area(assessment_id: str, area_id: str) -> Redirect:
    """Go to the first page of an area that has something open; to the task list where nothing is asked there."""
    way = _way(assessment_id)
    found = next((each for each in way.progress.areas if each.area.id == area_id), None)
    if found is None:
        return _gone(way, area_id)
    return redirect(url_for("questionnaire.page", assessment_id=assessment_id, area_id=area_id, number=found.first))


def _gone(way: Way, area_id: str) -> Redirect:
    """A page that is not asked any more leads to the task list; an area that never was is not found."""
    if area_id not in way.opened.bank.area_by_id:
        abort(404)
    return redirect(url_for("questionnaire.tasks", assessment_id=way.opened.assessment.id))


def _typed(form: QuestionForm, answers: dict[str, Answer | None]) -> dict[str, Answer]:
    """The answers as they were typed, faults and all, so that the page shows them again."""
    typed = dict.fromkeys(answers, Answer(None))
    for question in form.asked:
        parts = {part: form[f"{part}-{question.id}"].data or "" for part in ("choice", "reason", "note")}
        picked = next((choice for choice in CHOICES if choice == parts["choice"]), None)
        typed[question.id] = Answer(picked, parts["reason"], parts["note"])
    return typed


def _show(way: Way, at: int, answers: Mapping[str, Answer], faults: dict[str, dict[str, str]]) -> str:
    opened, step = way.opened, way.steps[at]
    sector = sector_of(opened.bank, opened.assessment.profile)
    blocks: list[Markup] = [
        question_html(opened.bank, question, sector, answers.get(question.id), faults.get(question.id))
        for question in step.questions
    ]
    areas = list(dict.fromkeys(each.area.id for each in way.steps))
    return render_template(
        "pages/question.html",
        opened=opened,
        step=step,
        blocks=blocks,
        faults=[
            {"href": f"#{part}-{question}", "text": text}
            for question, parts in faults.items()
            for part, text in parts.items()
        ],
        level=shown_level(services, opened.bank, step.area.id),
        area_number=areas.index(step.area.id) + 1,
        area_count=len(areas),
        minutes=minutes_left(way.steps, way.opened.answers),
        previous=way.steps[at - 1] if at else None,
        back_to_answers=request.args.get("back") == "answers",
    )


def _next(way: Way, step: Step, saved: dict[str, Answer | None]) -> str:
    """Where to go after a page: where the adviser of a workshop is if that was asked for, the answers page if it came
    from there, else the next page, else the answers."""
    assessment_id = way.opened.assessment.id
    if request.form.get("go") in way.opened.bank.area_by_id:
        return url_for("questionnaire.area", assessment_id=assessment_id, area_id=request.form["go"])
    if request.args.get("back") == "answers":
        return url_for("questionnaire.answers", assessment_id=assessment_id, _anchor=f"a-{step.questions[0].id}")
    answers = {**way.opened.answers, **{q: answer or Answer(None) for q, answer in saved.items()}}
    # The answers just saved may open or close later pages, so the way on is worked out afresh.
    steps = _steps(way.opened, answers)
    order = [area.id for area in way.opened.bank.areas]
    here = (order.index(step.area.id), step.number)
    later = [each for each in steps if (order.index(each.area.id), each.number) > here]
    if not later:
        return url_for("questionnaire.answers", assessment_id=assessment_id)
    return url_for("questionnaire.page", assessment_id=assessment_id, area_id=later[0].area.id, number=later[0].number)


@pages.get("/questions/<question_id>")
@owner_only
def question(assessment_id: str, question_id: str) -> Redirect:
    """Go to the page that asks a question, and come back to the answers after it."""
    step = step_with(_way(assessment_id).steps, question_id) or abort(404)
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
@owner_only
def answers(assessment_id: str) -> str:
    """Check your answers: all of them, with the gaps named first."""
    way = _way(assessment_id)
    opened = way.opened
    result = evaluate(opened.bank, opened.assessment.profile, way.opened.answers, opened.assessment.kind)
    report = build_report(
        opened.bank,
        result,
        ReportInputs(
            reference=opened.assessment.reference,
            made_on=services.now().date(),
            contact=None,
        ),
    )
    return render_template("pages/answers.html", opened=opened, report=report, progress=way.progress)


@pages.post("/finish")
@owner_only
def finish(assessment_id: str) -> Redirect:
    """Finish, with or without gaps, and begin to make the plan in the background."""
    opened = open_assessment(assessment_id)
    facts = facts_of(services, opened.assessment)
    services.store.finish(opened.workspace_id, assessment_id, services.now(), facts)
    order_plan(printing, opened.assessment)
    return redirect(url_for("results.result", assessment_id=assessment_id))


@pages.post("/reopen")
@owner_only
def reopen(assessment_id: str) -> Redirect:
    """Open a finished assessment again, to change the profile or answers."""
    opened = open_assessment(assessment_id)
    services.store.reopen(opened.workspace_id, assessment_id, services.now())
    return redirect(url_for("questionnaire.answers", assessment_id=assessment_id))


@pages.post("/full")
@owner_only
def go_full(assessment_id: str) -> Redirect:
    """Go on from the quick check to the full assessment; every answer is kept."""
    opened = open_assessment(assessment_id)
    services.store.go_on_in_full(opened.workspace_id, assessment_id, services.now())
    return redirect(url_for("questionnaire.tasks", assessment_id=assessment_id))
