"""Workshops: an adviser begins one, leads through the areas from its board, and ends it."""

from __future__ import annotations

from datetime import timedelta

from flask import Blueprint, Response, abort, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as Redirect

from assessment.path import AssessmentKind
from assessment.reading_time import promised_minutes
from printing.print_orders import Ordered, order_plan, order_print
from reports.figures.workshop_exports import EXPORTS
from reports.report.wording import choice_labels
from storage.workshops import NewWorkshop, Workshop
from usecases.limits import JOIN_CODES
from usecases.names import account_name
from usecases.workshop_board import areas_of, figures_of, shown_of, summary_of
from usecases.workshop_cues import cue_of
from usecases.workshop_membership import guessing
from usecases.workshop_reports import workshop_report
from usecases.workshop_staff_checks import checks_of_room
from web.advisers.account_forms import WorkshopForm
from web.advisers.auth import adviser, advisers_only
from web.advisers.colleagues import others_at
from web.advisers.workshop_context import area_in, own_workshop, workshop_page
from web.site.base_form import form_page
from web.site.downloads import download
from web.site.kept_form import keeps_typed
from web.site.print_answers import document_answer, waiting_page
from web.site.services import printing, services
from web.site.unprinted import say_unprinted

pages = Blueprint("workshops", __name__, url_prefix="/advisers/workshops")

# An evening, and those who arrive late.
LASTS = timedelta(hours=12)


@pages.get("")
@advisers_only
def home() -> str:
    """The workshops of the force."""
    found = services.store.workshops_of(adviser().account.force_id)
    return render_template("advisers/workshops.html", workshops=found, now=services.now())


@pages.route("/new", methods=["GET", "POST"])
@advisers_only
@keeps_typed
def begin() -> str | Redirect | tuple[str, int]:
    """Begin a workshop, and go to its board."""
    form, own = WorkshopForm(), adviser().account
    form.promise(promised_minutes(services.bank))
    if form.validate_on_submit():
        kind: AssessmentKind = "full" if form.kind.data == "full" else "quick"
        new = NewWorkshop(form.title.data or "", kind, services.bank.version, services.now() + LASTS)
        say_unprinted({"Title": new.title})
        begun = services.store.begin_workshop(own.force_id, own.id, new, services.now())
        return redirect(url_for("workshops.board", workshop_id=begun.id))
    return form_page("advisers/workshop-new.html", form)


@pages.get("/<workshop_id>")
@advisers_only
def board(workshop_id: str) -> str:
    """The presenter's page: what to say next, who leads, how far everyone has got. It keeps itself up to date."""
    found = own_workshop(workshop_id)
    if found.ended is not None:
        plans = services.store.plans_of_workshop(found.force_id, found.id)
        return workshop_page("workshop-over", found, plans=plans, exports=EXPORTS)
    figures = figures_of(services, found)
    bank, is_open = services.bank_of(found.bank_version), found.is_open(services.now())
    return workshop_page(
        "workshop-board",
        found,
        far=figures.how_far,
        cue=cue_of(bank, found, figures, is_open=is_open),
        begun_by=account_name(services, found.account_id),
        led_by=account_name(services, found.led_by) if found.led_by else None,
        guesses=guessing(services) if is_open else 0,
        guess_minutes=JOIN_CODES.window // timedelta(minutes=1),
        others=others_at("workshop", found.id),
    )


@pages.get("/<workshop_id>/areas/<area_id>")
@advisers_only
def area(workshop_id: str, area_id: str) -> str:
    """The spread of answers in one area, to talk about."""
    found = own_workshop(workshop_id)
    here = area_in(found, area_id)
    bank = services.bank_of(found.bank_version)
    ids = areas_of(bank, found)
    at = ids.index(here.id)
    asked = [each for each in here.questions if found.kind == "full" or each.importance == "essential"]
    figures = figures_of(services, found) if found.ended is None else None
    return workshop_page(
        "workshop-area",
        found,
        here=here,
        questions=[(each, dict(choice_labels(bank, each))) for each in asked],
        shown=figures.shown if figures else shown_of(found),
        far=figures.how_far if figures else None,
        earlier=bank.area_by_id[ids[at - 1]] if at else None,
        later=bank.area_by_id[ids[at + 1]] if at + 1 < len(ids) else None,
    )


@pages.post("/<workshop_id>/lead")
@advisers_only
def lead(workshop_id: str) -> Redirect:
    """Lead everyone to an area, or let them go at their own pace: their pages say so, but nobody is moved."""
    found, asked = own_workshop(workshop_id), request.form.get("area", "")
    area_id = area_in(found, asked).id if asked else None
    services.store.lead_workshop(found.force_id, found.id, adviser().account.id, area_id, services.now())
    others_at("workshop", found.id)
    if area_id is not None and request.form.get("stay"):
        return redirect(url_for("workshops.area", workshop_id=found.id, area_id=area_id))
    return redirect(url_for("workshops.board", workshop_id=found.id))


@pages.get("/<workshop_id>/staff-check")
@advisers_only
def staff_check(workshop_id: str) -> str:
    """The staff checks of the businesses: how many began one, and how many are at which level by topic."""
    found = own_workshop(workshop_id)
    topics = {topic.id: topic.title for topic in services.bank.staff_check} or abort(404)
    return workshop_page("workshop-staff-check", found, room=checks_of_room(services, found), topics=topics)


@pages.post("/<workshop_id>/staff-check")
@advisers_only
def offer_staff_check(workshop_id: str) -> Redirect:
    """Offer a staff check to every business that takes part; each begins its own, or does not."""
    found = own_workshop(workshop_id)
    services.store.offer_staff_check(found.force_id, found.id, services.now())
    others_at("workshop", found.id)
    return redirect(url_for("workshops.staff_check", workshop_id=found.id))


@pages.route("/<workshop_id>/end", methods=["GET", "POST"])
@advisers_only
def end(workshop_id: str) -> str | Redirect:
    """Ask whether to end it; then freeze the figures, and have everyone's plan and the summary printed."""
    found = own_workshop(workshop_id)
    to_board = redirect(url_for("workshops.board", workshop_id=found.id))
    if found.ended is not None:
        return to_board
    if request.method == "GET":
        others = others_at("workshop", found.id)
        return workshop_page("workshop-end", found, far=figures_of(services, found).how_far, others=others)
    summary = summary_of(services, found)
    # Before the end: an adviser who is interrupted here presses the button again, and nothing is printed twice.
    for member in services.store.members_of(found.force_id, found.id):
        if member.assessment is not None and member.choices:
            order_plan(printing, member.assessment)
    services.store.end_workshop(found.force_id, found.id, adviser().account.id, summary, services.now())
    _order_summary(own_workshop(workshop_id))
    flash("The workshop is over. We are making everyone’s plan.")
    return to_board


@pages.get("/<workshop_id>/summary")
@advisers_only
def summary(workshop_id: str) -> str | Redirect:
    """Wait for the summary; moves on to it when it is ready."""
    ordered = _order_summary(own_workshop(workshop_id))
    document = url_for("workshops.summary_file", workshop_id=workshop_id)
    return waiting_page(ordered, document, again=url_for("workshops.summary_again", workshop_id=workshop_id))


@pages.get("/<workshop_id>/summary.pdf")
@advisers_only
def summary_file(workshop_id: str) -> Response | Redirect:
    """The summary, without names."""
    return document_answer(
        _order_summary(own_workshop(workshop_id)), url_for("workshops.summary", workshop_id=workshop_id)
    )


@pages.get(f"/<workshop_id>/summary.<any({', '.join(EXPORTS)}):ending>")
@advisers_only
def summary_export(workshop_id: str, ending: str) -> Response:
    """The same figures as a file for other programs; 404 before the end."""
    report = workshop_report(services, own_workshop(workshop_id)) or abort(404)
    return download(EXPORTS[ending].render(report), EXPORTS[ending].media_type, f"workshop-{report.held_on}.{ending}")


@pages.post("/<workshop_id>/summary/again")
@advisers_only
def summary_again(workshop_id: str) -> Redirect:
    """Print again what could not be printed."""
    ordered = _order_summary(own_workshop(workshop_id))
    services.store.retry_print(ordered.order.id, services.now())
    return redirect(url_for("workshops.summary", workshop_id=workshop_id))


def _order_summary(workshop: Workshop) -> Ordered:
    """Order the summary; 404 before the end."""
    return order_print(printing, "workshop", {"force": workshop.force_id, "workshop": workshop.id})
