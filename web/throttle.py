"""Slows down guessing: counts wrong tries in buckets, whose names are kept only as keyed hashes."""

from __future__ import annotations

from datetime import timedelta

from flask import abort

from web.codes import digest_of
from web.services import services

WINDOW = timedelta(minutes=15)


def bucket(name: str) -> str:
    """The kept name of a bucket."""
    return digest_of(f"bucket:{name}", services().secret).hex()


def refuse_many(limits: dict[str, int], window: timedelta = WINDOW) -> None:
    """Abort with 429 where any of these buckets is full: name to the most wrong tries within the window."""
    parts = services()
    since = parts.now() - window
    if any(parts.store.attempts_since(bucket(name), since) >= most for name, most in limits.items()):
        abort(429)


def note_wrong(names: dict[str, int]) -> None:
    """Count a wrong try in each bucket."""
    parts = services()
    for name in names:
        parts.store.note_attempt(bucket(name), parts.now())
