"""The store's interface for the codes that an owner makes for others. Codes come in only as keyed digests."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from storage.grants import AccessCode, NewAccessCode
from storage.owner_sessions import NewSession

# In use at the same time in one workspace: each area of a few places, or every place of a large chain.
MOST_CODES = 200


class AccessCodeStore(Protocol):
    """Keeps the codes for others. The rules of `storage.store` hold."""

    def make_access_code(self, workspace_id: str, new: NewAccessCode, now: datetime) -> AccessCode:
        """One more code. NotFound for the workspace, or for premises or an assessment that is not in it.

        Refused where a code in use has the same name, and beyond `MOST_CODES`; StoreError if the code is taken.
        """

    def access_codes_of(self, workspace_id: str) -> tuple[AccessCode, ...]:
        """The codes of a workspace, newest first, withdrawn ones too."""

    def open_access_code(self, code_digest: bytes, now: datetime, session: NewSession) -> AccessCode | None:
        """Open the workspace of this code in a session with what it grants; touches the workspace.

        None for a code that opens none.
        """

    def withdraw_access_code(self, workspace_id: str, code_id: str, now: datetime) -> None:
        """The code no longer opens anything, and every session that it opened ends.

        NotFound; one that is withdrawn already is no error.
        """
