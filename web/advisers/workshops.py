"""Workshops: an adviser begins one, shows its board on a projector, leads through the areas, and ends it."""

from __future__ import annotations

from datetime import timedelta

from flask import Blueprint, Response, abort, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as Redirect

from assessment.answers import CHOICES
from questions import Area
from reports.charts import score_bar, spread_bar, spread_key
from reports.words import choice_labels
from storage.records import Kind
from storage.workshops import Workshop
from web.advisers.access import adviser, advisers_only
from web.advisers.forms import WorkshopForm
from web.codes import grouped
from web.print_pages import document_answer, waiting_page
from web.prints import Ordered, order_print
from web.qr import qr_svg
from web.services import services
from web.workshops import areas_of, figures_of, frozen, shown_of, summary_of

workshops = Blueprint("workshops", __name__, url_prefix="/advisers/workshops")

# An evening, and whoever is late for it.
LASTS = timedelta(hours=12)


@workshops.get("")
@advisers_only
def home() -> str:
    """The workshops of the force."""
    parts = services()
    found = parts.store.workshops_of(adviser().account.force_id)
    return render_template("advisers/workshops.html", workshops=found, now=parts.now())


@workshops.route("/new", methods=["GET", "POST"])
@advisers_only
def begin() -> str | Redirect | tuple[str, int]:
    """Begin a workshop, and go to its board."""
    form, parts, own = WorkshopForm(), services(), adviser().account
    if form.validate_on_submit():
        kind: Kind = "full" if form.kind.data == "full" else "quick"
        begun = parts.store.begin_workshop(
            own.force_id, own.id, form.title.data or "", kind, parts.bank.version, parts.now() + LASTS, parts.now()
        )
        return redirect(url_for("workshops.board", workshop_id=begun.id))
    page = render_template("advisers/workshop-new.html", form=form)
    return (page, 400) if form.is_submitted() else page


@workshops.get("/<workshop_id>")
@advisers_only
def board(workshop_id: str) -> str:
    """The board: how to join, and how far everyone is. It asks for itself again and again."""
    found, parts = _own(workshop_id), services()
    if found.ended is not None:
        plans = parts.store.plans_of_workshop(found.force_id, found.id)
        return _page("workshop-over", found, plans=plans, shown=shown_of(found))
    address = url_for("joining.join_here", code=grouped(found.code), _external=True)
    return _page(
        "workshop-board",
        found,
        far=figures_of(parts, found).how_far,
        qr=qr_svg(address, "QR code that leads to this workshop"),
        score_bar=score_bar,
    )


@workshops.get("/<workshop_id>/areas/<area_id>")
@advisers_only
def area(workshop_id: str, area_id: str) -> str:
    """The spread of answers in one area, to talk about."""
    found, parts = _own(workshop_id), services()
    here = _area(found, area_id)
    bank = parts.bank_of(found.bank_version)
    ids = areas_of(bank, found)
    at = ids.index(here.id)
    asked = [each for each in here.questions if found.kind == "full" or each.importance == "essential"]
    figures = figures_of(parts, found) if found.ended is None else None
    return _page(
        "workshop-area",
        found,
        here=here,
        questions=[(each, dict(choice_labels(bank, each))) for each in asked],
        shown=figures.shown if figures else shown_of(found),
        far=figures.how_far if figures else None,
        earlier=bank.area_by_id[ids[at - 1]] if at else None,
        later=bank.area_by_id[ids[at + 1]] if at + 1 < len(ids) else None,
    )


@workshops.post("/<workshop_id>/areas/<area_id>")
@advisers_only
def lead(workshop_id: str, area_id: str) -> Redirect:
    """Lead everyone to an area: their pages say so and offer the way, and nobody is taken there."""
    found = _own(workshop_id)
    here = _area(found, area_id)
    services().store.lead_workshop(found.force_id, found.id, here.id, services().now())
    return redirect(url_for("workshops.area", workshop_id=found.id, area_id=here.id))


@workshops.post("/<workshop_id>/pace")
@advisers_only
def own_pace(workshop_id: str) -> Redirect:
    """Let everyone go at their own pace."""
    found = _own(workshop_id)
    services().store.lead_workshop(found.force_id, found.id, None, services().now())
    return redirect(url_for("workshops.board", workshop_id=found.id))


@workshops.route("/<workshop_id>/end", methods=["GET", "POST"])
@advisers_only
def end(workshop_id: str) -> str | Redirect:
    """Ask whether to end it; then freeze the figures, and have everyone's plan and the summary printed."""
    found, parts = _own(workshop_id), services()
    to_board = redirect(url_for("workshops.board", workshop_id=found.id))
    if found.ended is not None:
        return to_board
    if request.method == "GET":
        return _page("workshop-end", found, far=figures_of(parts, found).how_far)
    summary = summary_of(parts, found)
    # Before the end: whoever is interrupted here presses once more, and nothing is printed twice.
    for member in parts.store.members_of(found.force_id, found.id):
        if member.assessment is not None and member.choices:
            which = member.assessment.id
            order_print("plan", {"assessment": which}, workspace_id=member.workspace_id, assessment_id=which)
    parts.store.end_workshop(found.force_id, found.id, adviser().account.id, frozen(summary), parts.now())
    _order_summary(_own(workshop_id))
    flash("The workshop is over. Everyone’s own plan is being printed.")
    return to_board


@workshops.get("/<workshop_id>/summary")
@advisers_only
def summary(workshop_id: str) -> str | Redirect:
    """Wait for the summary; goes on to it by itself when it is there."""
    ordered = _order_summary(_own(workshop_id))
    document = url_for("workshops.summary_file", workshop_id=workshop_id)
    return waiting_page(ordered, document, again=url_for("workshops.summary_again", workshop_id=workshop_id))


@workshops.get("/<workshop_id>/summary.pdf")
@advisers_only
def summary_file(workshop_id: str) -> Response | Redirect:
    """The summary, without names."""
    return document_answer(_order_summary(_own(workshop_id)), url_for("workshops.summary", workshop_id=workshop_id))


@workshops.post("/<workshop_id>/summary/again")
@advisers_only
def summary_again(workshop_id: str) -> Redirect:
    """Try once more what could not be printed."""
    ordered = _order_summary(_own(workshop_id))
    services().store.retry_print(ordered.order.id, services().now())
    return redirect(url_for("workshops.summary", workshop_id=workshop_id))


def _order_summary(workshop: Workshop) -> Ordered:
    """Order the summary; 404 before the end."""
    return order_print("workshop", {"force": workshop.force_id, "workshop": workshop.id})


def _own(workshop_id: str) -> Workshop:
    """A workshop of the own force; else 404."""
    return services().store.workshop(adviser().account.force_id, workshop_id) or abort(404)


def _area(workshop: Workshop, area_id: str) -> Area:
    """An area that the workshop asks about; else 404."""
    bank = services().bank_of(workshop.bank_version)
    return bank.area_by_id[area_id] if area_id in areas_of(bank, workshop) else abort(404)


def _page(name: str, workshop: Workshop, **values: object) -> str:
    bank = services().bank_of(workshop.bank_version)
    return render_template(
        f"advisers/{name}.html",
        workshop=workshop,
        open=workshop.is_open(services().now()),
        code=grouped(workshop.code),
        titles={each: bank.area_by_id[each].title for each in areas_of(bank, workshop)},
        choices=CHOICES,
        spread_bar=spread_bar,
        spread_key=spread_key,
        **values,
    )
