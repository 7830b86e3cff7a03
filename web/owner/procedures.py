"""The procedures of a place: filled in page by page, printed for its staff, and never part of what is shared."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from flask import Blueprint, Response, abort, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as Redirect

from assessment.procedures import ShownProcedure
from printing.print_job import Subject
from printing.print_orders import Ordered, order_print
from questions.procedures import LONGEST
from reports.exports.format import OFFICE
from reports.procedures.procedures_docx import render_procedures_document
from storage.records import Premises
from usecases.places import name_of
from usecases.procedures import (
    PlaceProcedures,
    fields_of,
    procedures_of,
    procedures_report,
    save_procedure,
)
from usecases.revisions import Clash, Sent, revisions_text
from web.owner.procedure_form import sent_procedure
from web.site.access import needs, open_premises
from web.site.clashes import ClashLine
from web.site.downloads import download
from web.site.kept_form import keeps_typed
from web.site.print_answers import document_answer, waiting_page
from web.site.services import printing, services
from web.site.unprinted import say_unprinted

pages = Blueprint("procedures", __name__, url_prefix="/premises/<premises_id>")

NO_PROBLEMS: Mapping[str, str] = MappingProxyType({})
PRINTS = "<any(procedures, 'section-7'):which>"


@pages.get("/procedures")
@needs("work")
def overview(premises_id: str) -> str:
    """Every procedure of the place, how much of it is written, and what can be printed."""
    place = _place(premises_id)
    view = {"place": place, "name": name_of(services.bank, place.premises)}
    return render_template("pages/procedures.html", content=services.bank.procedures, **view)


@pages.route("/procedures/<procedure_id>", methods=["GET", "POST"])
@needs("work")
@keeps_typed
def procedure(premises_id: str, procedure_id: str) -> str | Redirect | tuple[str, int]:
    """One procedure: what it says to everyone, and what the owner fills in."""
    place = _place(premises_id)
    found = place.shown.procedure(procedure_id) or abort(404)
    if request.method == "GET":
        shown = fields_of(found)
        return _page(place, found, shown, revisions_text(shown))
    saved = save_procedure(services, place, found, sent_procedure(found))
    if saved.problems:
        return _page(place, found, saved.values, request.form.get("revisions", ""), saved.problems), 400
    if saved.clashes:
        shown = {**saved.values, **{clash.field: clash.mine for clash in saved.clashes}}
        return _page(place, found, shown, revisions_text(saved.values), clashes=saved.clashes), 409
    titles = {part.field.name: part.part.title for part in found.parts if part.field}
    say_unprinted({titles[name]: str(value) for name, value in saved.values.items()})
    flash(f"Saved: {found.procedure.title.lower()}.")
    return redirect(_next(place, found))


@pages.get(f"/print/{PRINTS}")
@needs("work")
def waiting(premises_id: str, which: str) -> str | Redirect:
    """Wait for the printed procedures, or the draft of the document of the law."""
    ordered = _order(open_premises(premises_id), which)
    return waiting_page(ordered, url_for("procedures.document", premises_id=premises_id, which=which))


@pages.get(f"/print/{PRINTS}.pdf")
@needs("work")
def document(premises_id: str, which: str) -> Response | Redirect:
    """What was printed."""
    ordered = _order(open_premises(premises_id), which)
    return document_answer(ordered, url_for("procedures.waiting", premises_id=premises_id, which=which))


@pages.get(f"/print/{PRINTS}.docx")
@needs("work")
def export(premises_id: str, which: str) -> Response:
    """The same as a document to change."""
    report = procedures_report(services, open_premises(premises_id), draft=which == "section-7") or abort(404)
    media_type = f"{OFFICE}.wordprocessingml.document"
    return download(render_procedures_document(report), media_type, f"{which}-{report.made_on}.docx")


def _place(premises_id: str) -> PlaceProcedures:
    premises = open_premises(premises_id)
    if services.bank.procedures is None:
        abort(404)
    return procedures_of(services, premises)


def _order(premises: Premises, which: str) -> Ordered:
    draft = which == "section-7"
    if procedures_report(services, premises, draft=draft) is None:
        abort(404)
    subject: Subject = {"workspace": premises.workspace_id, "premises": premises.id, "draft": draft}
    return order_print(printing, "procedures", subject, workspace_id=premises.workspace_id)


def _next(place: PlaceProcedures, found: ShownProcedure) -> str:
    """The page of the next procedure; after the last, the list."""
    ids = [each.procedure.id for each in place.shown.all]
    after = ids[ids.index(found.procedure.id) + 1 :]
    premises_id = place.premises.id
    if not after:
        return url_for("procedures.overview", premises_id=premises_id)
    return url_for("procedures.procedure", premises_id=premises_id, procedure_id=after[0])


def _page(
    place: PlaceProcedures,
    found: ShownProcedure,
    values: Mapping[str, Sent],
    revisions: str,
    problems: Mapping[str, str] = NO_PROBLEMS,
    clashes: tuple[Clash, ...] = (),
) -> str:
    named = {part.field.name: part.part.title for part in found.parts if part.field}
    return render_template(
        "pages/procedure.html",
        place=place,
        found=found,
        content=services.bank.procedures,
        values=values,
        revisions=revisions,
        problems=problems,
        faults=[{"href": f"#{name}", "text": f"{named[name]}: {text}"} for name, text in problems.items()],
        clashes=tuple(_clash_line(each, named[each.field]) for each in clashes),
        longest=LONGEST,
    )


def _clash_line(clash: Clash, asks: str) -> ClashLine:
    theirs, mine = (str(each) or "Nothing" for each in (clash.theirs, clash.mine))
    return ClashLine(clash.field, asks, theirs, mine, f"#{clash.field}")
