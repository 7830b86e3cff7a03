"""The store's interface for owners' sessions. Tokens never come in as such, only as keyed digests."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, Protocol

from storage.grants import AccessCode
from storage.others import Others

# Its owner has still to keep the code; has kept it, and can see it once more; sees it once more.
CodeState = Literal["new", "kept", "again"]


@dataclass(frozen=True, slots=True)
class NewSession:
    """A session to be begun on one device.

    `sealed_code` is the workspace's return code while it can still be shown, readable only with the session's token.
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
    code_state: CodeState = "new"


class OwnerSessionStore(Protocol):
    """Keeps the sessions of owners. The rules of `storage.store` hold.

    They are begun with their workspace, or when it is opened with a code; they end when that code is replaced or
    withdrawn. A return code that opens its workspace on a later day in London has been kept: every session of the
    workspace forgets it.
    """

    def owner_session(self, digest: bytes, now: datetime) -> OwnerSession | None:
        """The session of this token; notes every few minutes that it was seen. The caller knows how long it lasts."""

    def keep_code(self, digest: bytes) -> None:
        """The owner has kept the code: the session forgets it at the second time; an unknown one is no error."""

    def show_code_again(self, digest: bytes) -> None:
        """The owner wants to see the code once more, if it has been kept once; an unknown session is no error."""

    def close_session(self, digest: bytes) -> None:
        """End a session; an unknown one is no error."""

    def forget_sessions(self, seen_before: datetime) -> int:
        """Drop the sessions that were last seen before this time, and say how many."""
