"""The team of a force: its members, invitations, and the log of sensitive acts. For its administrators."""

from __future__ import annotations

from flask import Blueprint, Response, abort, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as Redirect

from reports.exports.table_sheet import EXPORTS
from reports.pdf.letters import isolated
from storage.accounts import Account, NewAccount, Role
from storage.errors import Refused
from usecases.invitations import invite, invite_again
from usecases.log_lines import log_lines, log_sheet
from web.advisers.account_forms import InviteForm
from web.advisers.auth import administrators_only, adviser
from web.site.base_form import form_page
from web.site.downloads import download
from web.site.services import services
from web.site.unprinted import say_unprinted

pages = Blueprint("team", __name__, url_prefix="/advisers/team")

LINES = 50
NEWEST = 2**62  # more than any line has


@pages.get("")
@administrators_only
def home() -> str:
    """The accounts of the force."""
    own = adviser().account
    return render_template("advisers/team.html", accounts=services.store.accounts_of(own.force_id))


@pages.route("/invite", methods=["GET", "POST"])
@administrators_only
def invite_one() -> str | tuple[str, int]:
    """Invite somebody; the link is shown once, for the administrator to pass on."""
    form = InviteForm()
    if form.validate_on_submit():
        role: Role = "administrator" if form.role.data == "administrator" else "adviser"
        try:
            made, token = invite(
                services,
                NewAccount(adviser().account.force_id, form.email.data or "", form.name.data or "", role),
                by=adviser().account.id,
            )
        except Refused as error:
            form.email.errors = [str(error)]
        else:
            say_unprinted({"Name": made.name})
            return render_template("advisers/invited.html", account=made, token=token)
    return form_page("advisers/invite.html", form)


@pages.post("/<account_id>/invite-again")
@administrators_only
def invite_once_more(account_id: str) -> str:
    """A new link for somebody who has not accepted yet."""
    account = _of_team(account_id)
    token = invite_again(services, account.id, by=adviser().account.id)
    return render_template("advisers/invited.html", account=account, token=token)


@pages.post("/<account_id>/suspend")
@administrators_only
def suspend(account_id: str) -> Redirect:
    """Suspend an adviser until they are restored."""
    account = _another(account_id)
    services.store.suspend(account.id, by=adviser().account.id, now=services.now())
    flash(
        f"{isolated(account.name)} has been suspended and signed out everywhere. Their requests are back in the queue."
    )
    return redirect(url_for("team.home"))


@pages.post("/<account_id>/restore")
@administrators_only
def restore(account_id: str) -> Redirect:
    """Let a suspended adviser in again."""
    account = _of_team(account_id)
    services.store.restore(account.id, by=adviser().account.id, now=services.now())
    flash(f"{isolated(account.name)} can sign in again.")
    return redirect(url_for("team.home"))


@pages.post("/<account_id>/remove")
@administrators_only
def remove(account_id: str) -> Redirect:
    """Remove an adviser from the team for good."""
    account = _another(account_id)
    services.store.remove(account.id, by=adviser().account.id, now=services.now())
    flash(f"{isolated(account.name)} has been removed.")
    return redirect(url_for("team.home"))


@pages.get("/log")
@administrators_only
def acts() -> str:
    """The log, newest first."""
    own, store = adviser().account, services.store
    before = request.args.get("before", type=int)
    found = store.log_of(own.force_id, min(before, NEWEST) if before else None, LINES + 1)
    lines = log_lines(services, own.force_id, found[:LINES])
    return render_template("advisers/log.html", lines=lines, more=len(found) > LINES)


@pages.get("/log.<any(xlsx, csv):ending>")
@administrators_only
def log_file(ending: str) -> Response:
    """The log as a file, which the log says."""
    own, (media_type, render) = adviser().account, EXPORTS[ending]
    sheet = log_sheet(services, own.force_id)
    services.store.note_log_export(own.id, services.now())
    return download(render(sheet), media_type, f"log-{sheet.as_at.isoformat()}.{ending}")


def _of_team(account_id: str) -> Account:
    """An account of the administrator's force; otherwise 404."""
    account = services.store.account(account_id)
    if account is None or account.force_id != adviser().account.force_id or account.state == "removed":
        abort(404)
    return account


def _another(account_id: str) -> Account:
    """An account of the administrator's force, but not their own: the last administrator cannot be locked out."""
    account = _of_team(account_id)
    if account.id == adviser().account.id:
        abort(403)
    return account
