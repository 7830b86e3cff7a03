"""The text blocks of a team: its own sentences for findings and recommendations, which a visit can begin from."""

from __future__ import annotations

import re

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as Redirect

from reports.pdf.letters import isolated
from storage.errors import Refused
from storage.ids import new_id
from usecases.revisions import Sent, revisions_text
from usecases.row_changes import SentRow
from usecases.text_blocks import USES, about_titles, block_texts, blocks_by_area, remove_block, save_block
from web.advisers.auth import administrators_only, adviser, advisers_only
from web.advisers.text_block_form import TextBlockForm
from web.site.clashes import REVISIONS, ClashLine, sent_revisions
from web.site.kept_form import keeps_typed
from web.site.services import services

pages = Blueprint("text_blocks", __name__, url_prefix="/advisers/text-blocks")

_AN_ID = re.compile(r"[A-Za-z0-9_-]{16}")


@pages.get("")
@advisers_only
def home() -> str:
    """Show the text blocks of the team."""
    force_id = adviser().account.force_id
    return render_template(
        "advisers/text-blocks.html",
        uses={kind: (title, blocks_by_area(services, force_id, kind)) for kind, title in USES.items()},
        authors=services.store.text_block_authors(force_id),
        about=about_titles(services.bank),
    )


@pages.get("/new")
@advisers_only
def add() -> Redirect:
    """To the form of a new block: it has its id from the start, so that a form sent twice adds one."""
    return redirect(url_for("text_blocks.one", block_id=new_id()))


@pages.route("/<block_id>", methods=["GET", "POST"])
@advisers_only
@keeps_typed
def one(block_id: str) -> str | Redirect | tuple[str, int]:
    """Show the form of a block, new or not, and save it."""
    if not _AN_ID.fullmatch(block_id):
        abort(404)
    saved, own = _saved(block_id), adviser().account
    form = _form(saved)
    if not form.is_submitted():
        return _page(block_id, form, _shown_revisions(form, saved))
    if not (form.validate_on_submit() and form.complete()):
        return _page(block_id, form, request.form.get(REVISIONS, "")), 400
    sent = SentRow(block_id, form.sent(), sent_revisions(), form.theirs())
    try:
        clashes = save_block(services, own.force_id, own.id, sent)
    except Refused as refused:
        return _page(block_id, form, request.form.get(REVISIONS, ""), problem=str(refused)), 400
    if clashes:
        saved = _saved(block_id)
        mine = {each.field: sent.values[each.field] for each in clashes}
        return _page(block_id, _form(saved | mine), _shown_revisions(form, saved), form.clash_lines(clashes)), 409
    return redirect(url_for("text_blocks.home", _anchor=block_id))


@pages.post("/<block_id>/remove")
@administrators_only
def remove(block_id: str) -> Redirect:
    """Remove a block for the whole team; a colleague may have removed it already."""
    own, saved = adviser().account, _saved(block_id)
    remove_block(services, own.force_id, own.id, block_id)
    if saved:
        flash(f"“{isolated(saved['title'])}” has been removed.")
    return redirect(url_for("text_blocks.home"))


def _saved(block_id: str) -> dict[str, str]:
    """The texts of a block as it is saved; none for a new one."""
    block = services.store.text_blocks(adviser().account.force_id).get(block_id)
    return block_texts(block) if block else {}


def _form(values: dict[str, str]) -> TextBlockForm:
    form = TextBlockForm(data=values)
    form.about.choices = about_titles(services.bank, values.get("about", ""))
    return form


def _shown_revisions(form: TextBlockForm, saved: dict[str, str]) -> str:
    """The revisions of a form; of a new block every field is shown empty."""
    shown: dict[str, Sent] = {**dict.fromkeys(form.sent(), ""), **saved}
    return revisions_text(shown)


def _page(
    block_id: str, form: TextBlockForm, revisions: str, clashes: tuple[ClashLine, ...] = (), problem: str = ""
) -> str:
    saved = _saved(block_id)
    return render_template(
        "advisers/text-block.html",
        block_id=block_id,
        form=form,
        saved=saved,
        revisions=revisions,
        clashes=clashes,
        problems=form.problems(clashes, problem),
        author=services.store.text_block_authors(adviser().account.force_id).get(block_id),
    )
