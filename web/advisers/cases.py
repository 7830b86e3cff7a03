"""The requests of one business as one case: taken on, handed over and put back with one press."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from flask import Blueprint, flash, redirect, render_template, url_for
from werkzeug.wrappers import Response as Redirect

from reports.pdf.letters import isolated
from storage.sharing import CaseMove, Share
from usecases.cases import CaseMoved, case_of, move_case
from web.advisers.auth import adviser, advisers_only
from web.advisers.request_forms import AssignForm
from web.advisers.sharing_ended import gone
from web.site.base_form import form_page
from web.site.services import services

pages = Blueprint("cases", __name__, url_prefix="/advisers/requests/<share_id>/case")

DONE: Mapping[str, str] = MappingProxyType(
    {"take": "You have taken on", "take-over": "You have taken over", "back": "Back in the queue"}
)


@pages.get("")
@advisers_only
def one(share_id: str) -> str:
    """Show every request of the business that the force has and has not closed."""
    own = adviser().account
    lines = case_of(services, own.force_id, _share(share_id))
    return render_template("advisers/case.html", lines=lines, share_id=share_id)


@pages.post("/<any('take', 'take-over', 'back'):move>")
@advisers_only
def act(share_id: str, move: CaseMove) -> Redirect:
    """Take the whole case on or over, or put it back; what a colleague has is said by place."""
    own, share = adviser().account, _share(share_id)
    return _moved(share_id, DONE[move], move_case(services, own.force_id, share, own.id, move))


@pages.route("/assign", methods=["GET", "POST"])
@advisers_only
def assign(share_id: str) -> str | Redirect | tuple[str, int]:
    """Give the whole case to a colleague."""
    own, form, share = adviser().account, AssignForm(), _share(share_id)
    team = services.store.accounts_of(own.force_id)
    colleagues = {each.id: each.name for each in team if each.state == "active" and each.id != own.id}
    form.to_account.choices = colleagues
    if form.validate_on_submit():
        to_account = form.to_account.data
        moved = move_case(services, own.force_id, share, own.id, "assign", to_account)
        return _moved(share_id, f"Assigned to {isolated(colleagues[to_account])}", moved)
    title, back = "Assign all requests of this business", url_for("cases.one", share_id=share_id)
    places = [isolated(line.place or line.name) for line in case_of(services, own.force_id, share)]
    return form_page("advisers/assign.html", form, title=title, back=back, places=places, colleagues=colleagues)


def _share(share_id: str) -> Share:
    """The request that names the case, if it is for the adviser's force and lasts; otherwise 404, with why."""
    return services.store.find_share(adviser().account.force_id, share_id, services.now()) or gone(share_id)


def _moved(share_id: str, done: str, moved: CaseMoved) -> Redirect:
    if moved.moved:
        flash(f"{done}: {', '.join(f'{isolated(each)}' for each in moved.moved)}.")
    for why in moved.others:
        flash(f"Not moved. {isolated(why)}.")
    return redirect(url_for("cases.one", share_id=share_id))
