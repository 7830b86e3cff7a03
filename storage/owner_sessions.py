"""The store's interface for owners' sessions. Tokens never come in as such, only as keyed digests."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from storage.grants import AccessCode
from storage.others import Others


@dataclass(frozen=True, slots=True)
class NewSession:
    """A session to be begun on one device.

    `sealed_code` is the workspace's return code until its owner has kept it, readable only with the session's token.
    """

    digest: bytes = field(repr=False)
    sealed_code: bytes | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class OwnerSession:
    """A session on one device; `others` have the workspace, or a visit of it, open as well.

    `code` is the code for others that opened it; None where it was the return code, which may do everything.
    """

    workspace_id: str
    begun: datetime
    seen: datetime
    sealed_code: bytes | None = field(repr=False)
    others: Others = field(default_factory=Others)
    code: AccessCode | None = None


class OwnerSessionStore(Protocol):
    """Keeps the sessions of owners. The rules of `storage.store` hold.

    They are begun with their workspace, or when it is opened with a code; they end when that code is replaced or
    withdrawn.
    """

    def owner_session(self, digest: bytes, now: datetime) -> OwnerSession | None:
        """The session of this token; notes every few minutes that it was seen. The caller knows how long it lasts."""

    def forget_code(self, digest: bytes) -> None:
        """The owner has kept the code: drop it from the session; an unknown one is no error."""

    def close_session(self, digest: bytes) -> None:
        """End a session; an unknown one is no error."""

    def forget_sessions(self, seen_before: datetime) -> int:
        """Drop the sessions that were last seen before this time, and say how many."""
