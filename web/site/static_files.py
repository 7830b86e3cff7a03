"""Static files: `scripts/build-assets` has compressed them, and browsers keep them for ever by their digest."""

from __future__ import annotations

import hashlib
from functools import cache

from flask import Flask, Response, abort, request
from werkzeug.datastructures import Accept
from werkzeug.wrappers import Response as BaseResponse

from usecases.settings import ROOT

STATIC = ROOT / "static"
YEAR = 365 * 24 * 3600
# What a browser is given, by the end of its name. Fonts for prints (.ttf) are for no browser.
KINDS = {
    ".css": "text/css",
    ".js": "text/javascript",
    ".md": "text/plain",
    ".svg": "image/svg+xml",
    ".txt": "text/plain",
    ".woff2": "font/woff2",
}
# The end of the name of each compressed copy, by the name of its coding (RFC 9110); the smallest first.
COPIES = {"br": ".br", "gzip": ".gz"}


def init_static(app: Flask) -> None:
    """Give the application its static files; their endpoint is `static`, as Flask's own would be."""
    app.add_url_rule("/static/<path:filename>", endpoint="static", view_func=static_file)


def static_file(filename: str) -> BaseResponse:
    """A static file, as small as the browser can take it.

    It may be kept for ever only under the digest that it has now: a page from before an upgrade asks for another.
    """
    if filename not in static_names():
        abort(404)
    how = coding(request.accept_encodings, filename)
    kind = KINDS[filename[filename.rindex(".") :]]
    answer = Response(_content(filename + COPIES.get(how, "")), mimetype=kind)
    answer.set_etag(f"{digest_of(filename)}-{how}")
    forever = request.args.get("v") == digest_of(filename)
    answer.headers["Cache-Control"] = f"public, max-age={YEAR}, immutable" if forever else "no-cache"
    if _copies(filename):
        answer.headers["Vary"] = "Accept-Encoding"
    if how != "identity":
        answer.headers["Content-Encoding"] = how
    return answer.make_conditional(request)


def coding(accepted: Accept, filename: str) -> str:
    """The coding that the browser weighs most of those that there are; of equal ones the smallest."""
    found = max((*_copies(filename), "identity"), key=accepted.quality)
    return found if accepted.quality(found) > 0 else "identity"


@cache
def static_names() -> frozenset[str]:
    """The static files that are for browsers. No other name is looked for, so no path leads out of the folder."""
    return frozenset(
        path.relative_to(STATIC).as_posix() for path in STATIC.rglob("*") if path.suffix in KINDS and path.is_file()
    )


@cache
def digest_of(filename: str) -> str:
    """Ten hexadecimal digits that change with the content of a static file."""
    return hashlib.sha256(_content(filename)).hexdigest()[:10]


@cache
def _copies(filename: str) -> tuple[str, ...]:
    return tuple(how for how, end in COPIES.items() if (STATIC / (filename + end)).is_file())


@cache
def _content(name: str) -> bytes:
    return (STATIC / name).read_bytes()
