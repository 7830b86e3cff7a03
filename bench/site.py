"""The site with a bare Flask page beside it, in one server: `gunicorn bench.site:both()`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Flask
from werkzeug.middleware.dispatcher import DispatcherMiddleware

from app import serve

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

BARE = "/bare"


def both() -> WSGIApplication:
    """The real site, and under /bare a Flask application of one line: no templates, session or headers of ours."""
    bare = Flask("bare")
    bare.add_url_rule("/", view_func=lambda: "<!DOCTYPE html><title>Bare</title><p>Hello</p>")
    return DispatcherMiddleware(serve(), {BARE: bare})
