"""The business's logo on its plans: chosen, shown, removed."""

from __future__ import annotations

import base64

from flask import Blueprint, flash, redirect, render_template, url_for
from werkzeug.wrappers import Response as Redirect

from reports.cards.logo import LARGEST_FILE, LogoRefused
from reports.cards.logo_sandbox import read_logo_apart
from web.site.access import needs, open_premises, workspace_id
from web.site.form_upload import sent_file
from web.site.security import takes_up_to
from web.site.services import services

pages = Blueprint("logo", __name__, url_prefix="/premises/<premises_id>/logo")


@pages.get("")
@needs("work")
def choose(premises_id: str) -> str:
    """Show the logo, and offer to choose another."""
    return _page(premises_id, None)


@pages.post("")
@takes_up_to(LARGEST_FILE + 10_000)
@needs("work")
def keep(premises_id: str) -> str | Redirect | tuple[str, int]:
    """Keep a logo: read, made small and redrawn, or refused with a message that says what to do."""
    place, data = open_premises(premises_id), sent_file(LARGEST_FILE)
    if data is None:
        return _page(premises_id, "Choose a picture: a PNG or JPEG file"), 400
    try:
        picture = read_logo_apart(data)
    except LogoRefused as refusal:
        return _page(premises_id, str(refusal)), 400
    services.store.keep_logo(workspace_id(), place.id, picture, services.now())
    flash("Your plans now carry this logo.")
    return redirect(url_for("logo.choose", premises_id=place.id))


@pages.post("/remove")
@needs("work")
def remove(premises_id: str) -> Redirect:
    """Remove the logo, so that plans are printed without one."""
    place = open_premises(premises_id)
    services.store.keep_logo(workspace_id(), place.id, None, services.now())
    flash("The logo has been removed.")
    return redirect(url_for("logo.choose", premises_id=place.id))


def _page(premises_id: str, error: str | None) -> str:
    place = open_premises(premises_id)
    kept = services.store.logo(place.id)
    shown = f"data:image/png;base64,{base64.b64encode(kept).decode()}" if kept else None
    return render_template("pages/logo.html", place=place, shown=shown, error=error)
