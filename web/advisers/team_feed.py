"""The feed of what is new in a team: its secret address, which an adviser makes and withdraws, and the feed itself."""

from __future__ import annotations

from flask import Blueprint, Response, abort, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as Redirect

from usecases.team_feed import feed_account, make_team_feed, team_feed
from web.advisers.auth import adviser, advisers_only
from web.site.downloads import at_secret_address
from web.site.services import services

pages = Blueprint("team_feed", __name__, url_prefix="/advisers/feed")


@pages.get("")
@advisers_only
def home() -> str:
    """Say what the feed holds, and whether there is an address."""
    return render_template("advisers/feed.html", made=services.store.team_feed_made(adviser().account.id))


@pages.post("/make")
@advisers_only
def make() -> str:
    """Make an address, in place of the one before; this page is the only one that ever shows it."""
    token = make_team_feed(services, adviser().account.id)
    return render_template("advisers/feed-made.html", address=url_for("team_feed.feed", token=token, _external=True))


@pages.post("/withdraw")
@advisers_only
def withdraw() -> Redirect:
    """Withdraw the address: from now on it leads nowhere."""
    services.store.withdraw_team_feed(adviser().account.id, services.now())
    flash("The address is withdrawn. Readers get nothing more; some keep what they have read.")
    return redirect(url_for("team_feed.home"))


@pages.get("/<token>.atom")
def feed(token: str) -> Response:
    """The feed at a secret address; 404 for one that is unknown or withdrawn."""
    account = feed_account(services, token, str(request.remote_addr)) or abort(404)
    content = team_feed(services, account, url_for("requests.home", _external=True))
    return at_secret_address(content, "application/atom+xml", "new-in-your-team.atom")
