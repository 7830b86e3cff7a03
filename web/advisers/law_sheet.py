"""The law sheet of a visit: what was looked at for each duty, in the adviser's words, printed for two signatures."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from flask import Blueprint, Response, abort, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as Redirect

from printing.print_orders import Ordered, order_print
from reports.law_sheet.law_sheet import ADVISER_WORDS, LONGEST, LawSheet
from reports.report.legal import law_part
from storage.errors import NotFound
from usecases.law_sheets import SentSheet, all_fields, field_title, save_sheet, sheet_fields, sheet_of
from usecases.revisions import Clash, Sent, revisions_text
from web.advisers.auth import adviser, advisers_only
from web.advisers.showing import shown_to_business
from web.advisers.visit_context import Visiting, open_visit
from web.site.base_form import tidy
from web.site.clashes import REVISIONS, ClashLine, keeps_mine, sent_revisions
from web.site.kept_form import keeps_typed
from web.site.print_answers import document_answer, waiting_page
from web.site.services import printing, services
from web.site.unprinted import say_unprinted

NOTHING: Mapping[str, Sent] = MappingProxyType({})
NO_PROBLEMS: Mapping[str, str] = MappingProxyType({})

pages = Blueprint("law_sheet", __name__, url_prefix="/advisers/visits/<visit_id>/law")


@pages.route("", methods=["GET", "POST"])
@advisers_only
@shown_to_business
@keeps_typed
def sheet(visit_id: str) -> str | Redirect | tuple[str, int]:
    """What was looked at for each duty of the law; saved as far as it was touched."""
    visiting = open_visit(visit_id)
    if request.method == "GET":
        return _page(visiting)
    names = (name for name in all_fields(visiting.bank) if name in request.form and keeps_mine(name))
    values = {name: tidy(request.form[name]) or "" for name in names}
    sent = SentSheet(adviser().account.id, values, sent_revisions())
    try:
        saved = save_sheet(services, visiting.visit, visiting.bank, sent)
    except NotFound:
        flash("This visit has been signed off in the meantime, so nothing was changed.")
        return redirect(url_for("law_sheet.sheet", visit_id=visit_id))
    if saved.problems:
        return _page(visiting, values, saved.problems, request.form.get(REVISIONS, "")), 400
    if saved.clashes:
        mine = {each.field: each.mine for each in saved.clashes}
        return _page(open_visit(visit_id), mine, clashes=saved.clashes), 409
    say_unprinted({field_title(visiting.bank, name): text for name, text in values.items()})
    flash("Saved.")
    return redirect(url_for("law_sheet.sheet", visit_id=visit_id))


@pages.get("/print")
@advisers_only
@shown_to_business
def waiting(visit_id: str) -> str | Redirect:
    """Wait for the printed sheet."""
    visiting = open_visit(visit_id)
    return waiting_page(
        _ordered(visiting),
        url_for("law_sheet.document", visit_id=visit_id),
        again=url_for("law_sheet.again", visit_id=visit_id),
        back=url_for("law_sheet.sheet", visit_id=visit_id),
        share_id=visiting.visit.share_id,
    )


@pages.get("/print.pdf")
@advisers_only
@shown_to_business
def document(visit_id: str) -> Response | Redirect:
    """The printed sheet."""
    return document_answer(_ordered(open_visit(visit_id)), url_for("law_sheet.waiting", visit_id=visit_id))


@pages.post("/print/again")
@advisers_only
@shown_to_business
def again(visit_id: str) -> Redirect:
    """Try again to print the sheet."""
    services.store.retry_print(_ordered(open_visit(visit_id)).order.id, services.now())
    return redirect(url_for("law_sheet.waiting", visit_id=visit_id))


def _sheet(visiting: Visiting) -> LawSheet | None:
    return sheet_of(services, visiting.visit, visiting.opened, visiting.result)


def _ordered(visiting: Visiting) -> Ordered:
    """Order the sheet; 404 where no duty applies."""
    visit = visiting.visit
    if _sheet(visiting) is None:
        abort(404)
    subject = {"force": visit.force_id, "visit": visit.id}
    return order_print(
        printing, "law-sheet", subject, workspace_id=visit.workspace_id, assessment_id=visit.assessment_id
    )


def _page(
    visiting: Visiting,
    typed: Mapping[str, Sent] = NOTHING,
    problems: Mapping[str, str] = NO_PROBLEMS,
    revisions: str | None = None,
    clashes: tuple[Clash, ...] = (),
) -> str:
    """The page with what is saved, and over it what was typed and is not."""
    found, bank = _sheet(visiting), visiting.bank
    shown = sheet_fields(found) if found else {}
    faults = [{"href": f"#{name}", "text": f"{field_title(bank, name)}: {why}"} for name, why in problems.items()]
    return render_template(
        "advisers/law-sheet.html",
        visiting=visiting,
        sheet=found,
        law=found.law if found else law_part(bank, visiting.result),
        values={**shown, **typed},
        revisions=revisions if revisions is not None else revisions_text(shown),
        problems=problems,
        faults=faults,
        clashes=tuple(_clash_line(visiting, each) for each in clashes),
        authors=services.store.law_sheet(visiting.visit.id).authors,
        statuses=ADVISER_WORDS,
        longest=LONGEST,
    )


def _clash_line(visiting: Visiting, clash: Clash) -> ClashLine:
    labels: Mapping[str, str] = {str(key): words for key, words in ADVISER_WORDS.items()}
    theirs, mine = (labels.get(str(each), str(each)) or "Nothing" for each in (clash.theirs, clash.mine))
    return ClashLine(clash.field, field_title(visiting.bank, clash.field), theirs, mine, f"#{clash.field}")
