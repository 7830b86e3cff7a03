"""Visits: an adviser goes through a shared assessment with the business, agrees levels, recommends, and signs off."""

from __future__ import annotations

from flask import Blueprint, Response, abort, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as Redirect

from assessment.navigation import place_of, step_after
from assessment.share_facts import share_facts
from assessment.visit_overrides import Advice
from printing.print_orders import order_plan
from questions.roles import text_of
from reports.report.builder import REVIEW_MONTHS
from reports.report.dates import months_after
from storage.errors import NotFound
from storage.visits import SignOff
from usecases.follow_ups import follow_ups, follow_ups_ics
from web.advisers.auth import adviser, advisers_only
from web.advisers.visit_context import Visiting, open_visit
from web.advisers.visit_forms import AdviceForm, SignOffForm, remarks_form
from web.site.base_form import form_page
from web.site.downloads import download
from web.site.kept_form import keeps_typed
from web.site.services import printing, services

pages = Blueprint("visits", __name__, url_prefix="/advisers/visits")


@pages.get("")
@advisers_only
def home() -> str:
    """Show the visits of the force: open ones, follow-ups by their day, and all that are signed."""
    lines = follow_ups(services, adviser().account.force_id)
    return render_template(
        "advisers/visits.html", lines=lines, account_id=adviser().account.id, today=services.now().date()
    )


@pages.get("/follow-ups.ics")
@advisers_only
def calendar() -> Response:
    """The follow-ups to come, for a calendar: places by their reference alone."""
    lines = follow_ups(services, adviser().account.force_id)
    return download(follow_ups_ics(lines, services.now()), "text/calendar", "follow-ups.ics")


@pages.post("/from/<share_id>")
@advisers_only
def begin(share_id: str) -> Redirect:
    """Start the visit of a request, or continue it."""
    account = adviser().account
    visit = services.store.begin_visit(account.force_id, share_id, account.id, services.now())
    return redirect(url_for("visits.one", visit_id=visit.id))


@pages.get("/<visit_id>")
@advisers_only
def one(visit_id: str) -> str:
    """Show the visit: its areas, the remarks so far, and the link to the sign-off."""
    visiting = open_visit(visit_id)
    advice = services.store.advice_of(visit_id)
    return render_template("advisers/visit.html", visiting=visiting, advice=advice, titles=_titles(visiting, advice))


@pages.route("/<visit_id>/areas/<area_id>/<int:number>", methods=["GET", "POST"])
@advisers_only
@keeps_typed
def page(visit_id: str, area_id: str, number: int) -> str | Redirect | tuple[str, int]:
    """Show one page of questions with the evidence to ask for, the business's answers, and the adviser's remarks."""
    visiting = open_visit(visit_id)
    steps = visiting.steps
    at = place_of(steps, area_id, number)
    if at is None:
        if area_id not in visiting.bank.area_by_id:
            abort(404)
        return redirect(url_for("visits.one", visit_id=visit_id))
    step = steps[at]
    form = remarks_form(visiting.bank, step.questions, visiting.answers, visiting.remarks)
    view = {"visiting": visiting, "step": step, "form": form, "previous": steps[at - 1] if at else None}
    view["next_page"] = _next(visiting, area_id, number)
    if request.method == "GET":
        return render_template("advisers/visit-page.html", **view)
    fine = form.validate_on_submit()
    remarks = form.read(visiting.answers)
    if not fine or form.errors:
        return render_template("advisers/visit-page.html", **view), 400
    try:
        services.store.save_remarks(adviser().account.force_id, visit_id, remarks, services.now())
    except NotFound:
        return _signed(visit_id)
    return redirect(_next(open_visit(visit_id), area_id, number))


@pages.route("/<visit_id>/advice", methods=["GET", "POST"])
@advisers_only
@keeps_typed
def advise(visit_id: str) -> str | Redirect | tuple[str, int]:
    """Add a recommendation from the catalogue or in the adviser's own words."""
    visiting, form = open_visit(visit_id), AdviceForm()
    actions = {question.id: question.action.title for question in visiting.bank.questions}
    form.question.choices = {"": "None", **actions}
    form.class_id.choices = {each.id: each.title for each in visiting.bank.scoring.classes}
    if form.validate_on_submit():
        question, text = form.question.data or None, form.text.data or ""
        if not (question or text):
            form.text.errors = ["Pick an action above, or write the recommendation here"]
            return render_template("advisers/advise.html", visiting=visiting, form=form), 400
        before = services.store.advice_of(visit_id)
        return _save_advice(visit_id, (*before, Advice(form.class_id.data, text, question)))
    return form_page("advisers/advise.html", form, visiting=visiting)


@pages.post("/<visit_id>/advice/<int:number>/remove")
@advisers_only
def remove_advice(visit_id: str, number: int) -> Redirect:
    """Remove a recommendation."""
    open_visit(visit_id)
    before = services.store.advice_of(visit_id)
    return _save_advice(visit_id, tuple(each for at, each in enumerate(before) if at != number))


@pages.route("/<visit_id>/sign-off", methods=["GET", "POST"])
@advisers_only
@keeps_typed
def sign_off(visit_id: str) -> str | Redirect | tuple[str, int]:
    """Sign the visit: from then on the business's plan shows what was agreed."""
    visiting, today = open_visit(visit_id), services.now().date()
    if visiting.visit.signed:
        return redirect(url_for("visits.one", visit_id=visit_id))
    respondent = text_of(visiting.opened.assessment.profile, visiting.bank.roles.respondent)
    form = SignOffForm(data={"signed_for": respondent, "follow_up": months_after(today, REVIEW_MONTHS)})
    if form.validate_on_submit():
        follow_up = form.follow_up.data or today
        if follow_up <= today:
            form.follow_up.errors = ["Enter a date in the future"]
        else:
            account = adviser().account
            try:
                facts = share_facts(visiting.bank, visiting.result)
                signed = SignOff(account.id, form.signed_for.data or "", follow_up, facts)
                services.store.sign_off(account.force_id, visit_id, signed, services.now())
            except NotFound:
                return _signed(visit_id)
            # The agreed levels count from now on, also in the plan, which is printed in advance.
            order_plan(printing, visiting.opened.assessment)
            flash("The visit has been signed off. The plan now shows what you agreed.")
            return redirect(url_for("visits.one", visit_id=visit_id))
    return form_page("advisers/sign-off.html", form, visiting=visiting)


@pages.post("/<visit_id>/followed-up")
@advisers_only
def followed_up(visit_id: str) -> Redirect:
    """Mark a follow-up as done."""
    account = adviser().account
    services.store.follow_up(account.force_id, visit_id, account.id, services.now())
    flash("The follow-up has been marked as done.")
    return redirect(url_for("visits.home"))


def _save_advice(visit_id: str, advice: tuple[Advice, ...]) -> Redirect:
    try:
        services.store.save_advice(adviser().account.force_id, visit_id, advice, services.now())
    except NotFound:
        return _signed(visit_id)
    return redirect(url_for("visits.one", visit_id=visit_id, _anchor="advice"))


def _signed(visit_id: str) -> Redirect:
    flash("This visit has been signed off in the meantime, so nothing was changed.")
    return redirect(url_for("visits.one", visit_id=visit_id))


def _next(visiting: Visiting, area_id: str, number: int) -> str:
    """The page after another; after the last, the visit."""
    later = step_after(visiting.bank, visiting.steps, area_id, number)
    if later is None:
        return url_for("visits.one", visit_id=visiting.visit.id)
    return url_for("visits.page", visit_id=visiting.visit.id, area_id=later.area.id, number=later.number)


def _titles(visiting: Visiting, advice: tuple[Advice, ...]) -> list[str]:
    """The words of each recommendation: the action's title, then the adviser's own."""
    by_id = visiting.bank.by_id
    return [
        ": ".join(filter(None, (each.question and by_id[each.question].action.title, each.text))) for each in advice
    ]
