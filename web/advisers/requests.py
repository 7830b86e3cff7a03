"""The team's queue of requests: an adviser takes one on, notes the outcome, or passes it on."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from urllib.parse import urlencode

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as Redirect

from reports.pdf.letters import isolated
from storage.errors import NotFound
from storage.sharing import Queued, Share
from usecases.case_list import ORDERS, WAITING, case_list, wished
from usecases.cases import case_of
from usecases.names import account_name, force_name
from usecases.passed_visits import agrees_to_next, passed_visits
from usecases.request_queue import Line, line_of
from usecases.team_work import caseload
from web.advisers.auth import adviser, advisers_only
from web.advisers.request_forms import AssignForm, CloseForm, PassOnForm
from web.advisers.sharing_ended import gone
from web.site.base_form import form_page
from web.site.kept_form import keeps_typed
from web.site.services import services

pages = Blueprint("requests", __name__, url_prefix="/advisers/requests")

MOVED = "Somebody has changed this request in the meantime, so nothing was changed."


@pages.get("")
@advisers_only
def home() -> str:
    """Show the requests of the force, as far as the address asks for them, and who has how many."""
    own = adviser().account
    return render_template(
        "advisers/requests.html",
        found=case_list(services, own.force_id, own.id, wished(request.args)),
        loads=caseload(services, own.force_id),
        waiting=WAITING,
        orders=ORDERS,
    )


@pages.post("/search")
@advisers_only
def search() -> Redirect:
    """Lead to the requests that are looked for."""
    return redirect(f"{url_for('requests.home')}?{urlencode(wished(request.form).query)}")


@pages.get("/<share_id>")
@advisers_only
def one(share_id: str) -> str:
    """Show one request: how to reach the business, what it wrote, and what it shares."""
    line = open_request(share_id)
    passed_from = line.share.passed_from
    return render_template(
        "advisers/request.html",
        line=line,
        passed_from=force_name(services, passed_from) if passed_from else None,
        passed=passed_visits(services, line.share),
        case=case_of(services, adviser().account.force_id, line.share),
    )


@pages.post("/<share_id>/take")
@advisers_only
def take(share_id: str) -> Redirect:
    """Take a request on; tells a second adviser who already has it."""
    own = adviser().account
    share = open_request(share_id).share
    try:
        services.store.take(own.force_id, share.id, own.id, services.now())
    except NotFound:
        taken_by = open_request(share_id).share.taken_by
        if taken_by != own.id:
            flash(
                f"{isolated(account_name(services, taken_by)) if taken_by else 'Somebody'} has already taken this on."
            )
    return redirect(url_for("requests.one", share_id=share.id))


@pages.post("/<share_id>/take-over")
@advisers_only
def take_over(share_id: str) -> Redirect:
    """Take on what a colleague has taken on."""
    own, line = adviser().account, open_request(share_id)
    act = partial(services.store.take_over, own.force_id, share_id, own.id, services.now())
    said = f"You have taken this over from {isolated(line.taken_by)}."
    return _moved(share_id, act, said, lambda share: share.taken_by == own.id)


@pages.post("/<share_id>/back")
@advisers_only
def back(share_id: str) -> Redirect:
    """Put a request back among the new ones."""
    own, line = adviser().account, open_request(share_id)
    act = partial(services.store.return_to_queue, own.force_id, share_id, own.id, services.now())
    said = f"The request of {isolated(line.name)} is back in the queue."
    return _moved(share_id, act, said, lambda share: share.state == "open")


@pages.route("/<share_id>/assign", methods=["GET", "POST"])
@advisers_only
def assign(share_id: str) -> str | Redirect | tuple[str, int]:
    """Give a request to a colleague."""
    own, form, line = adviser().account, AssignForm(), open_request(share_id)
    if line.share.state == "closed":
        return _over(line)
    team = services.store.accounts_of(own.force_id)
    colleagues = {
        each.id: each.name for each in team if each.state == "active" and each.id not in (own.id, line.share.taken_by)
    }
    form.to_account.choices = colleagues
    if form.validate_on_submit():
        to_account = form.to_account.data
        act = partial(services.store.assign, own.force_id, share_id, own.id, to_account, services.now())
        said = f"The request of {isolated(line.name)} has been assigned to {isolated(colleagues[to_account])}."
        return _moved(share_id, act, said, lambda share: share.taken_by == to_account)
    title, back = f"Assign the request of {isolated(line.name)}", url_for("requests.one", share_id=share_id)
    return form_page("advisers/assign.html", form, title=title, back=back, places=(), colleagues=colleagues)


@pages.route("/<share_id>/close", methods=["GET", "POST"])
@advisers_only
@keeps_typed
def close(share_id: str) -> str | Redirect | tuple[str, int]:
    """Close a request with a note of the outcome, which the business sees."""
    own, form = adviser().account, CloseForm()
    line = open_request(share_id)
    if line.share.state == "closed":
        return _over(line)
    if form.validate_on_submit():
        try:
            services.store.close_share(own.force_id, share_id, own.id, form.outcome.data or "", services.now())
        except NotFound:
            return _over(open_request(share_id))
        flash(f"The request of {isolated(line.name)} has been closed.")
        return redirect(url_for("requests.home"))
    return form_page("advisers/close-request.html", form, line=line)


@pages.route("/<share_id>/pass-on", methods=["GET", "POST"])
@advisers_only
@keeps_typed
def pass_on(share_id: str) -> str | Redirect | tuple[str, int]:
    """Pass a request on to another force whose team uses this service; the business sees which force, and why."""
    own, form = adviser().account, PassOnForm()
    line = open_request(share_id)
    if line.share.state == "closed":
        return _over(line)
    there = services.store.forces_with_advisers() - {own.force_id}
    teams = {force.id: force.name for force in services.directory.forces if force.id in there}
    form.to_force.choices = {"": "Select a force", **teams}
    if form.validate_on_submit():
        try:
            services.store.pass_on(
                own.force_id, share_id, own.id, form.to_force.data, form.why.data or "", services.now()
            )
        except NotFound:
            return _over(open_request(share_id))
        flash(f"The request of {isolated(line.name)} has been passed on to {teams[form.to_force.data]}.")
        return redirect(url_for("requests.home"))
    visit = services.store.signed_visit(line.share.assessment_id)
    return form_page(
        "advisers/pass-on-request.html",
        form,
        line=line,
        teams=teams,
        signed=visit if visit and visit.force_id == own.force_id else None,
        along=visit and visit.share_id == share_id and agrees_to_next(services, line.share),
        running=services.store.running_visit(line.share.workspace_id, share_id, services.now()),
    )


def open_request(share_id: str) -> Line:
    """The request, if it is for the adviser's force and still lasts; otherwise 404."""
    share = services.store.find_share(adviser().account.force_id, share_id, services.now()) or gone(share_id)
    assessment = services.store.assessment(share.workspace_id, share.assessment_id) or abort(404)
    return line_of(services, Queued(share, assessment))


def _moved(share_id: str, act: Callable[[], None], said: str, is_so: Callable[[Share], bool]) -> Redirect:
    """Give a request to someone else, or to nobody, and say so; a colleague may have done so first.

    Where it is so already, as after a second press, there is nothing to say.
    """
    try:
        act()
        flash(said)
    except NotFound:
        if not is_so(open_request(share_id).share):
            flash(MOVED)
    return redirect(url_for("requests.one", share_id=share_id))


def _over(line: Line) -> Redirect:
    flash("Somebody has already closed this request.")
    return redirect(url_for("requests.one", share_id=line.share.id))
