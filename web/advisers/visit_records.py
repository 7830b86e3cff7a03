"""What is written down on a visit in rows: findings, the diary and recommendations are added, changed and removed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as Redirect

from assessment.visit_overrides import Remark
from storage.errors import NotFound, Refused
from storage.ids import new_id
from storage.visit_records import ADVICE
from usecases.revisions import Clash, Sent, revisions_text
from usecases.row_changes import SentRow
from usecases.text_blocks import blocks_for, put_in
from usecases.visit_records import ADVICE_FIELDS, DIARY_FIELDS, FINDING_FIELDS, RecordFields, SentRecord, save_record
from web.advisers.auth import adviser, advisers_only
from web.advisers.showing import shown_to_business
from web.advisers.visit_context import Visiting, open_visit
from web.advisers.visit_record_forms import AdviceForm, DiaryForm, FindingForm, RecordForm, record_form
from web.site.clashes import REVISIONS, ClashLine, sent_revisions
from web.site.kept_form import keeps_typed
from web.site.services import services
from web.site.unprinted import say_unprinted

pages = Blueprint("visit_records", __name__, url_prefix="/advisers/visits/<visit_id>")

# Pressed to have a text block put in, instead of Save.
PUT_IN = "put-in"
PUT = "The text is in the field below. Change what does not fit this place, then save."
NO_BLOCK = "Select a text first. If you did, a colleague has removed it."
_AN_ID = re.compile(r"[A-Za-z0-9_-]{16}")


@dataclass(frozen=True, slots=True)
class _Page:
    """The page of a kind of row: its headings, its form, and how its rows are read."""

    adds: str
    changes: str
    form: type[RecordForm]
    fields: RecordFields[Any]


PAGES: Mapping[str, _Page] = MappingProxyType(
    {
        "findings": _Page("Add a finding", "Change the finding", FindingForm, FINDING_FIELDS),
        "diary": _Page("Add a day to the diary", "Change the day in the diary", DiaryForm, DIARY_FIELDS),
        "advice": _Page("Add a recommendation", "Change the recommendation", AdviceForm, ADVICE_FIELDS),
    }
)
KIND = f"<any({', '.join(PAGES)}):kind>"


@pages.get(f"/{KIND}")
@advisers_only
@shown_to_business
def add(visit_id: str, kind: str) -> Redirect:
    """To the form of a new row: it has its id from the start, so that a form sent twice adds one."""
    open_visit(visit_id)
    question = request.args.get("question")
    return redirect(url_for("visit_records.one", visit_id=visit_id, kind=kind, record_id=new_id(), question=question))


@pages.route(f"/{KIND}/<record_id>", methods=["GET", "POST"])
@advisers_only
@shown_to_business
@keeps_typed
def one(visit_id: str, kind: str, record_id: str) -> str | Redirect | tuple[str, int]:
    """Show the form of a row, new or not, and save it."""
    visiting = open_visit(visit_id)
    if not _AN_ID.fullmatch(record_id):
        abort(404)
    if visiting.visit.signed:
        return _signed(visit_id)
    if request.method == "GET":
        return _shown(visiting, kind, record_id)
    form = record_form(PAGES[kind].form, visiting, _saved(visiting, kind, record_id))
    if PUT_IN in request.form:
        return _put_in(visiting, kind, record_id, form)
    if not (form.validate_on_submit() and form.complete()):
        return _page(visiting, kind, record_id, form, request.form.get(REVISIONS, "")), 400
    try:
        clashes = _save(visiting, kind, record_id, form)
    except NotFound:
        return _signed(visit_id)
    except Refused as refused:
        return _page(visiting, kind, record_id, form, request.form.get(REVISIONS, ""), problem=str(refused)), 400
    if clashes:
        return _shown(visiting, kind, record_id, form.clash_lines(clashes)), 409
    say_unprinted(form.typed())
    return redirect(_back(visiting, kind))


@pages.post(f"/{KIND}/<record_id>/remove")
@advisers_only
@shown_to_business
def remove(visit_id: str, kind: str, record_id: str) -> Redirect:
    """Remove a row; a colleague may have removed it already."""
    open_visit(visit_id)
    own, kind_of = adviser().account, PAGES[kind].fields.kind
    try:
        services.store.change_records(
            own.force_id, visit_id, own.id, kind_of, lambda _: {record_id: None}, services.now()
        )
    except NotFound:
        return _signed(visit_id)
    return _to_list(visit_id, kind)


@pages.post("/advice/<record_id>/move/<any(up, down):way>")
@advisers_only
@shown_to_business
def move(visit_id: str, record_id: str, way: str) -> Redirect:
    """Move a recommendation one place up or down: they are printed in this order."""
    open_visit(visit_id)
    by, force_id = (-1 if way == "up" else 1), adviser().account.force_id
    try:
        services.store.move_record(force_id, visit_id, ADVICE, record_id, by, services.now())
    except NotFound:
        return _signed(visit_id)
    return _to_list(visit_id, "advice")


def _save(visiting: Visiting, kind: str, record_id: str, form: RecordForm) -> tuple[Clash, ...]:
    own = adviser().account
    row = SentRow(record_id, form.sent(), sent_revisions(), form.theirs())
    return save_record(services, PAGES[kind].fields, SentRecord(own.force_id, visiting.visit.id, own.id, row))


def _saved(visiting: Visiting, kind: str, record_id: str) -> dict[str, str]:
    """The texts of a row as it is saved; for a new one, what its page begins with."""
    fields = PAGES[kind].fields
    found = services.store.records_of(visiting.visit.id, fields.kind).get(record_id)
    if found is not None:
        return fields.texts(found)
    if kind == "diary":
        return {"day": services.today().isoformat()}
    question = request.args.get("question", "")
    if question not in visiting.bank.by_id:
        return {}
    note = visiting.remarks.get(question, Remark()).note if kind == "findings" else ""
    return {"question": question, "text": note} if note else {"question": question}


def _shown(visiting: Visiting, kind: str, record_id: str, clashes: tuple[ClashLine, ...] = ()) -> str:
    """The form of a row as it is saved; where two changed the same, with what this adviser entered."""
    saved = _saved(visiting, kind, record_id)
    made = PAGES[kind].form
    sent = record_form(made, visiting, saved).sent() if clashes else {}
    values = saved | {clash.field: sent[clash.field] for clash in clashes if clash.field in sent}
    form = record_form(made, visiting, values, formdata=None)
    # Of a new row every field was shown empty: going back to its page and saving again is told from a first time.
    shown: dict[str, Sent] = {**dict.fromkeys(form.sent(), ""), **saved}
    return _page(visiting, kind, record_id, form, revisions_text(shown), clashes=clashes)


def _page(visiting: Visiting, kind: str, record_id: str, form: RecordForm, revisions: str, **said: Any) -> str:
    """The page of a row; `said` is `clashes`, a `problem` of the row as a whole, or `put` about a text block."""
    page, known = PAGES[kind], services.store.records_of(visiting.visit.id, PAGES[kind].fields.kind)
    clashes: tuple[ClashLine, ...] = said.get("clashes", ())
    in_hand = form.sent().get("question", "")
    return render_template(
        "advisers/visit-record.html",
        visiting=visiting,
        kind=kind,
        record_id=record_id,
        title=page.changes if record_id in known else page.adds,
        form=form,
        revisions=revisions,
        clashes=clashes,
        back=_back(visiting, kind),
        problems=form.problems(clashes, said.get("problem", "")),
        groups=blocks_for(services, visiting.visit.force_id, kind, visiting.bank, in_hand),
        put=said.get("put", ""),
        author=services.store.record_authors(visiting.visit.id).get(record_id),
    )


def _put_in(visiting: Visiting, kind: str, record_id: str, form: RecordForm) -> str:
    """The same form with a text block of the team in its text, for the adviser to change: nothing is saved yet."""
    block = services.store.text_blocks(visiting.visit.force_id).get(request.form.get("block", ""))
    if block is not None and block.kind == kind:
        form["text"].data = put_in(form["text"].data or "", block)
    put = NO_BLOCK if block is None else PUT
    return _page(visiting, kind, record_id, form, request.form.get(REVISIONS, ""), put=put)


def _back(visiting: Visiting, kind: str) -> str:
    """Where one came from: the line of a question on the walk, or the list of rows."""
    question, area_id = request.args.get("question", ""), request.args.get("area", "")
    if question in visiting.bank.by_id and visiting.walk.at(area_id) is not None:
        show, line = request.args.get("show"), f"q-{question}"
        return url_for("visits.walk", visit_id=visiting.visit.id, area_id=area_id, show=show, _anchor=line)
    return url_for("visits.one", visit_id=visiting.visit.id, _anchor=kind)


def _to_list(visit_id: str, kind: str) -> Redirect:
    return redirect(url_for("visits.one", visit_id=visit_id, _anchor=kind))


def _signed(visit_id: str) -> Redirect:
    flash("This visit has been signed off, so nothing was changed.")
    return redirect(url_for("visits.one", visit_id=visit_id))
