"""The store's errors; each message says what to do."""

from __future__ import annotations


class StoreError(Exception):
    """The store could not do what was asked; nothing of it was kept."""


class NotFound(StoreError):  # noqa: N818 - reads better where it is caught, and web maps it to 404
    """It does not exist, or belongs to another workspace; the two look the same from outside."""


class Refused(StoreError):  # noqa: N818 - names what happened; a form shows its message
    """What was asked does not fit what is kept; the message is for the person who asked."""


class Finished(Refused):
    """A finished assessment never changes: `open_again` starts a new one from its answers."""

    def __init__(self) -> None:
        super().__init__("This assessment is finished, so it cannot change. Open it again to start a new one from it.")


class Unfinished(Refused):
    """A plan is worked through once its assessment is finished: until then, its jobs still change."""

    def __init__(self) -> None:
        super().__init__("This assessment is not finished. Finish it first, then work through its plan.")


class StoreUnavailable(StoreError):  # noqa: N818 - as above: web maps it to 503
    """The database cannot be read or written now: locked, disk full, read-only, missing or wrong key."""


class Damaged(StoreUnavailable):
    """A part of the database is not as it was written."""


class KeyRefused(StoreUnavailable):
    """A key is missing, malformed or readable by others; never holds any of the key."""
