"""The force's entry in the contact directory: proposed by an administrator, confirmed by a second person."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from datetime import datetime

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as Redirect

from assessment.problems import InputProblem
from storage.entries import Details
from storage.errors import NotFound
from usecases.badges import is_due
from usecases.contact_entries import SentEntry, printed_details, propose_entry
from usecases.force_contact import contact_from, contact_of
from usecases.revisions import Clash, revisions_text
from web.advisers.auth import administrators_only, adviser, advisers_only
from web.advisers.colleagues import others_at
from web.advisers.contact_entry_form import LABELS, EntryForm
from web.site.base_form import put_problems
from web.site.clashes import REVISIONS, ClashLine, keeps_mine, sent_revisions
from web.site.kept_form import keeps_typed
from web.site.services import services
from web.site.unprinted import say_unprinted

pages = Blueprint("contact_entry", __name__, url_prefix="/advisers/entry")


@pages.get("")
@advisers_only
def home() -> str:
    """Show the printed entry, the proposal that is waiting with its differences, and the history."""
    account = adviser().account
    today = services.today()
    entries, printed = services.store.entries_of(account.force_id), services.store.printed_entry(account.force_id)
    waiting = next((each for each in entries if each.state == "waiting"), None)
    people = {name for each in entries for name in (each.proposed_by, each.decided_by, each.checked_by) if name}
    return render_template(
        "advisers/entry.html",
        contact=contact_of(services, account.force_id),
        printed=printed,
        due=printed is not None and is_due(printed, today),
        waiting=waiting,
        changes=_changes(_now_printed(), waiting.details) if waiting else (),
        proposed=contact_from(services, account.force_id, waiting.details, today) if waiting else None,
        entries=entries,
        labels=LABELS,
        details=[{name: value for name, value in asdict(each.details).items() if value} for each in entries],
        names={each: services.store.account(each) for each in people},
        force=services.directory.force(account.force_id),
    )


@pages.route("/propose", methods=["GET", "POST"])
@administrators_only
@keeps_typed
def propose() -> str | Redirect | tuple[str, int]:
    """Propose another entry; the printed entry stays until a second person confirms it.

    What a colleague has proposed since the form was shown stays where this one changes nothing; where both change the
    same detail, nothing is proposed before the second has chosen.
    """
    account = adviser().account
    waiting = services.store.waiting_entry(account.force_id)
    saved = asdict(waiting.details if waiting else _now_printed())
    form = EntryForm(data=saved)
    if request.method == "GET":
        return _form_page(form, revisions_text(saved))
    if not form.validate():
        return _form_page(form, request.form.get(REVISIONS, "")), 400
    sent = {name: form[name].data for name in LABELS if keeps_mine(name)}
    done = propose_entry(services, SentEntry(account.force_id, account.id, sent, sent_revisions()))
    if done.clashes or done.problems:
        form = EntryForm(formdata=None, data={**done.values, **{each.field: each.mine for each in done.clashes}})
        put_problems(form, tuple(InputProblem(*each) for each in done.problems))
        return _form_page(form, revisions_text(done.saved), done.clashes), 409 if done.clashes else 400
    say_unprinted({LABELS[name]: str(text) for name, text in sent.items()})
    flash("A second person in your team can now confirm your proposal. Until then nothing printed changes.")
    return redirect(url_for("contact_entry.home"))


@pages.post("/<entry_id>/confirm")
@advisers_only
def confirm(entry_id: str) -> Redirect:
    """Confirm another's proposal: plans print it from now on."""
    return _done(services.store.confirm_entry, entry_id, "Confirmed. Plans print this entry from now on.")


@pages.post("/<entry_id>/refuse")
@advisers_only
def refuse(entry_id: str) -> Redirect:
    """Reject a proposal, or withdraw your own."""
    return _done(services.store.refuse_entry, entry_id, "The proposal has been dropped. Nothing printed has changed.")


@pages.post("/<entry_id>/renew")
@administrators_only
def renew(entry_id: str) -> Redirect:
    """Say that the printed entry is still right."""
    return _done(
        services.store.renew_entry, entry_id, "Thank you. Plans now print today’s date as the date of the check."
    )


def _done(act: Callable[[str, str, str, datetime], None], entry_id: str, said: str) -> Redirect:
    """Do something with an entry: 404 for another force's, 403 for the adviser's own proposal."""
    account = adviser().account
    found = next((each for each in services.store.entries_of(account.force_id) if each.id == entry_id), None)
    if found is None:
        abort(404)
    if act == services.store.confirm_entry and found.proposed_by == account.id:
        abort(403)
    try:
        act(account.force_id, entry_id, account.id, services.now())
        flash(said)
    except NotFound as late:
        flash(str(late))
    return redirect(url_for("contact_entry.home"))


def _form_page(form: EntryForm, revisions: str, clashes: tuple[Clash, ...] = ()) -> str:
    force_id = adviser().account.force_id
    return render_template(
        "advisers/entry-propose.html",
        form=form,
        revisions=revisions,
        clashes=tuple(_clash_line(each) for each in clashes),
        waiting=services.store.waiting_entry(force_id),
        others=others_at("entry", f"entry {force_id}"),
    )


def _clash_line(clash: Clash) -> ClashLine:
    theirs, mine = (str(each) or "Nothing" for each in (clash.theirs, clash.mine))
    return ClashLine(clash.field, LABELS[clash.field], theirs, mine, f"#{clash.field}")


def _now_printed() -> Details:
    """The details of the team that are printed now, wherever they come from."""
    force_id = adviser().account.force_id
    printed = services.store.printed_entry(force_id)
    return printed_details(services, force_id, printed.details if printed else None)


def _changes(before: Details, after: Details) -> tuple[tuple[str, str, str], ...]:
    """The differences: label, before, after."""
    old, new = asdict(before), asdict(after)
    return tuple((label, old[name], new[name]) for name, label in LABELS.items() if old[name] != new[name])
