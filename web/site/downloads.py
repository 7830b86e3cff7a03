"""Answers that are files, to be saved or shown."""

from __future__ import annotations

from collections.abc import Iterable

from flask import Response


def download(content: bytes | str, media_type: str, name: str) -> Response:
    """A file to be saved under this name, which is of plain letters, digits, dots and dashes."""
    return _file(content, media_type, name, "attachment")


def streamed_download(parts: Iterable[bytes], media_type: str, name: str) -> Response:
    """A file to be saved that is sent while it is made."""
    return _file(parts, media_type, name, "attachment")


def inline(content: bytes, media_type: str, name: str) -> Response:
    """A file to be shown by the browser where it can; saved, it has this name."""
    return _file(content, media_type, name, "inline")


def at_secret_address(content: bytes, media_type: str, name: str) -> Response:
    """What a calendar or a feed reader finds at a secret address: for no cache, and for no search engine."""
    response = inline(content, media_type, name)
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def _file(content: bytes | str | Iterable[bytes], media_type: str, name: str, disposition: str) -> Response:
    # Not `send_file`: its answers carry the year of the static files, and no cache may keep confidential files.
    response = Response(content, mimetype=media_type)
    response.headers["Content-Disposition"] = f'{disposition}; filename="{name}"'
    return response
