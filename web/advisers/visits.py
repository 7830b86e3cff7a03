"""Visits: an adviser goes through a shared assessment with the business, agrees levels, recommends, and signs off."""

from __future__ import annotations

from datetime import date

from flask import Blueprint, Response, abort, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as Redirect

from assessment.due import months_after
from assessment.share_facts import share_facts
from assessment.visit_records import IMPORTANCE
from local_time import end_of_day, london_day
from printing.print_orders import order_plan
from questions.roles import text_of
from reports.report.builder import REVIEW_MONTHS
from reports.report.sections import VisitPart
from reports.report.wording import answer_words
from storage.errors import NotFound
from storage.visits import SignOff
from usecases.follow_ups import follow_ups, follow_ups_ics
from usecases.then_and_now import then_of
from usecases.visit_signing import correctable_until, original_of, read_through, too_late
from usecases.visit_walk import WalkLine
from usecases.visit_written import written_on
from web.advisers.auth import adviser, advisers_only
from web.advisers.showing import closed_page, shown_to_business, shown_visit
from web.advisers.visit_context import Visiting, open_visit
from web.advisers.visit_forms import SignOffForm
from web.advisers.visit_walk_page import saved_page, shown_page
from web.site.base_form import form_page
from web.site.downloads import download
from web.site.kept_form import keeps_typed
from web.site.services import printing, services
from web.site.unprinted import say_unprinted

pages = Blueprint("visits", __name__, url_prefix="/advisers/visits")


@pages.get("")
@advisers_only
def home() -> str:
    """Show the visits of the force: open ones, follow-ups by their day, and all that are signed."""
    own = adviser().account
    return render_template(
        "advisers/visits.html",
        lines=follow_ups(services, own.force_id),
        ended=services.store.ended_follow_ups(own.force_id, services.now()),
        account_id=own.id,
        today=services.today(),
    )


@pages.get("/follow-ups.ics")
@advisers_only
def calendar() -> Response:
    """The follow-ups to come, for a calendar: places by their reference alone."""
    force_id = adviser().account.force_id
    ended = services.store.ended_follow_ups(force_id, services.now())
    return download(follow_ups_ics(follow_ups(services, force_id), ended), "text/calendar", "follow-ups.ics")


@pages.post("/from/<share_id>")
@advisers_only
def begin(share_id: str) -> Redirect:
    """Start the visit of a request, or continue it."""
    account = adviser().account
    visit = services.store.begin_visit(account.force_id, share_id, account.id, services.now())
    return redirect(url_for("visits.one", visit_id=visit.id))


@pages.get("/<visit_id>")
@advisers_only
@shown_to_business
def one(visit_id: str) -> str:
    """Show the visit: its areas, the remarks so far, and the link to the sign-off."""
    visiting = open_visit(visit_id)
    visit, original = visiting.visit, original_of(services, visiting.visit)
    return render_template(
        "advisers/visit.html",
        visiting=visiting,
        written=written_on(services, visit_id),
        original=original,
        correction=services.store.correction_of(visit_id),
        until=correctable_until(original or visit),
        now=services.now(),
    )


@pages.get("/<visit_id>/then-and-now")
@advisers_only
@shown_to_business
def then_and_now(visit_id: str) -> str:
    """Show what was found and promised at the visit before, beside the answers of now."""
    visiting = open_visit(visit_id)

    def in_words(line: WalkLine) -> str:
        return answer_words(visiting.bank, line.question, line.agreed)

    return render_template(
        "advisers/then-and-now.html",
        visiting=visiting,
        then=then_of(services, visiting.visit, visiting.opened),
        importance=IMPORTANCE,
        in_words=in_words,
        today=services.today(),
    )


@pages.route("/<visit_id>/areas/<area_id>", methods=["GET", "POST"])
@advisers_only
@shown_to_business
@keeps_typed
def walk(visit_id: str, area_id: str) -> str | Redirect | Response | tuple[str, int]:
    """Show the questions of an area, or of all, with the business's answers, and the adviser's remarks."""
    visiting = open_visit(visit_id)
    if request.method == "GET":
        return shown_page(visiting, area_id)
    if (shown := shown_visit()) and any(name.startswith("private-") for name in request.form):
        # The page was open before the business began to look on, and the answer could show what is private.
        return closed_page(shown)
    try:
        return saved_page(visiting, area_id)
    except NotFound:
        return _signed(visit_id)


@pages.route("/<visit_id>/sign-off", methods=["GET", "POST"])
@advisers_only
@shown_to_business
@keeps_typed
def sign_off(visit_id: str) -> str | Redirect | tuple[str, int]:
    """Sign the visit: from then on the business's plan shows what was agreed."""
    visiting, today = open_visit(visit_id), services.today()
    if visiting.visit.signed:
        return redirect(url_for("visits.one", visit_id=visit_id))
    original = original_of(services, visiting.visit)
    profile, role = visiting.opened.assessment.profile, visiting.bank.roles.respondent
    respondent = original.signed_for if original else text_of(profile, role)
    form = SignOffForm(data={"signed_for": respondent, "follow_up": months_after(today, REVIEW_MONTHS)})
    last = _share_end(visiting)
    if form.validate_on_submit() and form.fits(today, last, late=too_late(services, visiting.visit)):
        try:
            _sign(visiting, form)
        except NotFound:
            return _signed(visit_id)
        say_unprinted({"Who agreed this": form.signed_for.data or ""})
        flash("The visit has been signed off. The plan now shows what you agreed.")
        return redirect(url_for("visits.one", visit_id=visit_id))
    offered = form.follow_up.data is not None and form.follow_up.data >= last
    view = {"original": original, "part": _read_through(visiting)}
    return form_page("advisers/sign-off.html", form, visiting=visiting, last=last, offered=offered, **view)


def _read_through(visiting: Visiting) -> VisitPart:
    return read_through(services, visiting.bank, visiting.result, visiting.visit, visiting.answers, visiting.remarks)


def _share_end(visiting: Visiting) -> date:
    """The last day of the share of a visit."""
    share = services.store.find_share(adviser().account.force_id, visiting.visit.share_id, services.now())
    return london_day((share or abort(404)).until)


def _sign(visiting: Visiting, form: SignOffForm) -> None:
    """Sign the visit as the form says. Raises NotFound where it is signed already, or no longer shared."""
    account, follow_up = adviser().account, form.follow_up.data or services.today()
    until = end_of_day(months_after(follow_up, 1)) if form.extend.data else None
    facts = share_facts(visiting.bank, visiting.result)
    signed = SignOff(account.id, form.signed_for.data or "", follow_up, facts, until)
    services.store.sign_off(account.force_id, visiting.visit.id, signed, services.now())
    # The agreed levels count from now on, also in the plan, which is printed in advance.
    order_plan(printing, visiting.opened.assessment)


@pages.post("/<visit_id>/followed-up")
@advisers_only
def followed_up(visit_id: str) -> Redirect:
    """Mark a follow-up as done."""
    account = adviser().account
    services.store.follow_up(account.force_id, visit_id, account.id, services.now())
    flash("The follow-up has been marked as done.")
    return redirect(url_for("visits.home"))


def _signed(visit_id: str) -> Redirect:
    flash("This visit has been signed off in the meantime, so nothing was changed.")
    return redirect(url_for("visits.one", visit_id=visit_id))
