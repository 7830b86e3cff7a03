"""A finished plan is worked through: its jobs with owners and days, what is done, and the score that follows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as Redirect

from questions.scale import IN_PLACE, TESTED
from usecases.open_assessment import OpenAssessment
from usecases.places import name_of
from usecases.plan_editing import fields_of, mark_done, save_job, undo
from usecases.plan_emptying import all_typed
from usecases.plan_filters import EVERY_JOB, shown_jobs, unfolded_jobs, wanted
from usecases.plan_progress import PlanJob, PlanToday, plan_today
from usecases.revisions import Clash, Sent, revisions_text
from web.owner.finished import finish_first
from web.owner.plan_forms import (
    PART_NAMES,
    DoneForm,
    action_statuses,
    clash_lines,
    job_form,
    job_statuses,
    names_of,
    sent_job,
)
from web.site.access import code_here, needs, open_assessment
from web.site.kept_form import keeps_typed
from web.site.services import services
from web.site.unprinted import say_unprinted

pages = Blueprint("jobs", __name__, url_prefix="/assessments/<assessment_id>")


@pages.get("/jobs")
@needs("read")
def home(assessment_id: str) -> str | Redirect:
    """The plan: the score then and now, every job, one of them unfolded, and ways to see some of the jobs alone."""
    opened = open_assessment(assessment_id)
    if opened.assessment.finished is None:
        return finish_first(opened)
    plan, wish = plan_today(services, opened.assessment), wanted(request.args)
    shown = shown_jobs(plan, wish)
    unfolded = unfolded_jobs(shown, request.args.get("open", ""))
    view = {"plan": plan, "wish": wish, "shown": shown, "unfolded": unfolded, "every_job": EVERY_JOB}
    every_change = request.args.get("changes") == "all"
    return render_template("pages/jobs.html", opened=opened, place=_place(opened), every_change=every_change, **view)


@pages.get("/board")
@needs("read")
def board(assessment_id: str) -> str | Redirect:
    """The jobs by their status, to print and put up."""
    opened = open_assessment(assessment_id)
    if opened.assessment.finished is None:
        return finish_first(opened)
    plan = plan_today(services, opened.assessment)
    return render_template("pages/jobs-board.html", opened=opened, place=_place(opened), plan=plan)


@pages.route("/jobs/<job_id>", methods=["GET", "POST"])
@needs("work")
@keeps_typed
def job(assessment_id: str, job_id: str) -> str | Redirect | tuple[str, int]:
    """Owner, day, status, cost and notes of one job and of its actions."""
    opened = open_assessment(assessment_id)
    if opened.assessment.finished is None:
        return finish_first(opened)
    plan = plan_today(services, opened.assessment)
    found = plan.job(job_id) or abort(404)
    if request.method == "GET":
        shown = fields_of(plan, found)
        return _job_page(opened, plan, found, shown, revisions_text(shown))
    form = job_form(tuple(names_of(found)))()
    sent = replace(sent_job(form, names_of(found)), by=_who(form["by"].data))
    saved = save_job(services, opened.assessment, plan, found, sent)
    if saved.problems:
        return _job_page(opened, plan, found, saved.values, request.form.get("revisions", ""), saved.problems), 400
    if saved.clashes:
        mine = {clash.field: clash.mine for clash in saved.clashes}
        shown = {**saved.values, **mine}
        return _job_page(opened, plan, found, shown, revisions_text(saved.values), clashes=saved.clashes), 409
    titles = names_of(found)
    say_unprinted(
        {f"{titles[name]}: {PART_NAMES['owner'].lower()}": str(saved.values[f"owner-{name}"]) for name in titles}
    )
    flash("Saved.")
    return redirect(_at(assessment_id, job_id))


@pages.post("/jobs/<job_id>/done")
@needs("work")
@keeps_typed
def done(assessment_id: str, job_id: str) -> Redirect:
    """Something is in place, or in place and tested: the score moves at once."""
    opened, form = open_assessment(assessment_id), DoneForm()
    if opened.assessment.finished is None:
        return finish_first(opened)
    plan, level = plan_today(services, opened.assessment), request.form.get("level", "")
    levels = {str(IN_PLACE): IN_PLACE, str(TESTED): TESTED}
    question = request.form.get("question", "")
    if level not in levels or plan.job(job_id) is None:
        abort(404)
    if mark_done(services, opened.assessment, plan, question, levels[level], _who(form.by.data)):
        after = plan_today(services, opened.assessment)
        flash(f"Noted. Your score is {after.percent}% now; it was {plan.percent}%. You can take it back on this page.")
    return redirect(_at(assessment_id, job_id))


@pages.post("/updates/<update_id>/undo")
@needs("work")
def take_back(assessment_id: str, update_id: str) -> Redirect:
    """Take back that something is done."""
    opened = open_assessment(assessment_id)
    if opened.assessment.finished is None:
        return finish_first(opened)
    undo(services, opened.assessment, update_id)
    flash(f"Taken back. Your score is {plan_today(services, opened.assessment).percent}%.")
    job_id = request.form.get("job", "")
    return redirect(_at(assessment_id, job_id))


def _place(opened: OpenAssessment) -> str:
    return name_of(services.bank, opened.premises)


def _who(typed: str | None) -> str:
    """The name beside what is done: of the code for others that is open here, otherwise what was typed."""
    code = code_here()
    return code.name if code else typed or ""


def _at(assessment_id: str, job_id: str) -> str:
    """The place of a job on the plan, open; the plan as a whole, so that a job that is done is there too."""
    return url_for("jobs.home", assessment_id=assessment_id, show="all", open=job_id, _anchor=f"job-{job_id}")


def _job_page(
    opened: OpenAssessment,
    plan: PlanToday,
    found: PlanJob,
    shown: Mapping[str, Sent],
    revisions: str,
    problems: Mapping[str, str] | None = None,
    clashes: tuple[Clash, ...] = (),
) -> str:
    wrong = problems or {}
    titles = names_of(found)
    faults = [
        {"href": f"#{field}", "text": f"{titles[field.partition('-')[2]]}: {text}"} for field, text in wrong.items()
    ]
    return render_template(
        "pages/job.html",
        opened=opened,
        plan=plan,
        job=found,
        typed=all_typed(plan.progress, found),
        values=shown,
        revisions=revisions,
        problems=wrong,
        faults=faults,
        clashes=clash_lines(found, clashes),
        job_statuses=job_statuses(found),
        action_statuses=action_statuses,
    )
