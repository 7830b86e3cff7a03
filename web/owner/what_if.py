"""What if: tick jobs or actions, or give days and money, and see the score and the level; make it the plan."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as Redirect

from reports.report.dates import long_date
from usecases.open_assessment import OpenAssessment
from usecases.plan_progress import PlanToday, plan_today
from usecases.what_if import (
    MOST_DAYS,
    MOST_POUNDS,
    best_for,
    counts_budgets,
    last_day,
    make_it_the_plan,
    read_count,
    ticked,
    what_if_done,
)
from web.owner.finished import finish_first
from web.site.access import needs, open_assessment
from web.site.services import services

pages = Blueprint("what_if", __name__, url_prefix="/assessments/<assessment_id>")


@pages.route("/what-if", methods=["GET", "POST"])
@needs("read")
def page(assessment_id: str) -> str | Redirect | tuple[str, int]:
    """What the score and the level would be with some actions done; nothing is kept."""
    opened = open_assessment(assessment_id)
    if opened.assessment.finished is None:
        return finish_first(opened)
    plan = plan_today(services, opened.assessment)
    if request.method == "POST" and "days" in request.form:
        return _for_a_budget(opened, plan)
    return _page(opened, plan, _ticked(plan))


@pages.post("/what-if/plan")
@needs("work")
def adopt(assessment_id: str) -> Redirect:
    """Make the ticked actions the plan: each gets a day, unless somebody has typed one."""
    opened = open_assessment(assessment_id)
    if opened.assessment.finished is None:
        return finish_first(opened)
    plan = plan_today(services, opened.assessment)
    given, kept = make_it_the_plan(services, opened.assessment, plan, _ticked(plan))
    days = f"{given} {'action has' if given == 1 else 'actions have'} a day now, until {long_date(last_day(plan.on))}."
    flash(f"{days} {f'{kept} kept the day that you had typed.' if kept else ''}".strip())
    return redirect(url_for("jobs.home", assessment_id=assessment_id, sort="due"))


def _for_a_budget(opened: OpenAssessment, plan: PlanToday) -> str | tuple[str, int]:
    typed = {name: request.form.get(name, "") for name in ("days", "pounds")}
    days, wrong_days = read_count(typed["days"], MOST_DAYS, "5")
    pounds, wrong_pounds = read_count(typed["pounds"], MOST_POUNDS, "1,000")
    problems = {name: text for name, text in (("days", wrong_days), ("pounds", wrong_pounds)) if text}
    if problems:
        return _page(opened, plan, frozenset(), typed, problems), 400
    return _page(opened, plan, best_for(opened.bank, plan, days, pounds), typed)


def _ticked(plan: PlanToday) -> frozenset[str]:
    return ticked(plan, request.form.getlist("job"), request.form.getlist("do"))


def _page(
    opened: OpenAssessment,
    plan: PlanToday,
    chosen: frozenset[str],
    typed: dict[str, str] | None = None,
    problems: dict[str, str] | None = None,
) -> str:
    return render_template(
        "pages/what-if.html",
        opened=opened,
        plan=plan,
        after=what_if_done(opened.bank, plan, chosen),
        asked=request.method == "POST" and not problems,
        budgets=counts_budgets(opened.bank),
        typed=typed or {"days": "", "pounds": ""},
        problems=problems or {},
        faults=[{"href": f"#{name}", "text": text} for name, text in (problems or {}).items()],
    )
