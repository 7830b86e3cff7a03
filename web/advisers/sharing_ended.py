"""The page that an adviser sees where a business no longer shares what an address names: it says why it is gone."""

from __future__ import annotations

from typing import NoReturn

from flask import abort, make_response, render_template, request

from web.advisers.auth import adviser
from web.site.services import services


def gone(share_id: str | None) -> NoReturn:
    """404. Where the business shared it with the adviser's force before, a page that is opened says how that ended."""
    end = services.store.share_end(adviser().account.force_id, share_id, services.now()) if share_id else None
    if end is not None and request.method == "GET":
        abort(make_response(render_template("advisers/sharing-ended.html", end=end), 404))
    abort(404)
