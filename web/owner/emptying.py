"""Deleting for good what was typed for a job or an action: a page that lists what goes, and the button."""

from __future__ import annotations

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as Redirect

from usecases.open_assessment import OpenAssessment
from usecases.plan_emptying import Typed, all_typed, empty
from usecases.plan_progress import PlanJob, plan_today
from web.owner.finished import finish_first
from web.site.access import needs, open_assessment
from web.site.services import services

pages = Blueprint("emptying", __name__, url_prefix="/assessments/<assessment_id>/jobs/<job_id>/typed")


@pages.get("/<name>")
@needs("work")
def confirm(assessment_id: str, job_id: str, name: str) -> str | Redirect:
    """List what goes. Where nothing is typed, back to the job."""
    opened = open_assessment(assessment_id)
    if opened.assessment.finished is None:
        return finish_first(opened)
    job, typed = _found(opened, job_id, name)
    if typed is None:
        return redirect(url_for("jobs.job", assessment_id=assessment_id, job_id=job_id))
    return _page(opened, job, typed)


@pages.post("/<name>")
@needs("work")
def remove(assessment_id: str, job_id: str, name: str) -> Redirect | tuple[str, int]:
    """Delete all that the page before listed; where that has changed since, list it again."""
    opened = open_assessment(assessment_id)
    if opened.assessment.finished is None:
        return finish_first(opened)
    job, typed = _found(opened, job_id, name)
    if typed is not None:
        if not empty(services, opened.assessment, job, name, request.form.get("seen", "")):
            flash("Nothing is deleted yet. Something else has been typed since you opened this page: look again.")
            return _page(opened, *_still(opened, job_id, name)), 409
        flash("Deleted. Nobody can bring it back.")
    return redirect(url_for("jobs.job", assessment_id=assessment_id, job_id=job_id))


def _found(opened: OpenAssessment, job_id: str, name: str) -> tuple[PlanJob, Typed | None]:
    plan = plan_today(services, opened.assessment)
    job = plan.job(job_id) or abort(404)
    return job, next((each for each in all_typed(plan.progress, job) if each.name == name), None)


def _still(opened: OpenAssessment, job_id: str, name: str) -> tuple[PlanJob, Typed]:
    job, typed = _found(opened, job_id, name)
    return job, typed or abort(404)


def _page(opened: OpenAssessment, job: PlanJob, typed: Typed) -> str:
    others = services.store.assessments_of(opened.workspace_id, opened.assessment.premises_id)
    copied = any(each.begun_from == opened.assessment.id for each in others)
    return render_template("pages/typed-delete.html", opened=opened, job=job, typed=typed, copied=copied)
