"""The store's interface for corrections: a signed visit never changes, so a new one corrects it, and both are kept."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from storage.visits import Visit


class CorrectionStore(Protocol):
    """Begins and drops corrections. Once signed, one is the signed visit that counts."""

    def begin_correction(
        self, force_id: str, visit_id: str, account_id: str, *, since: datetime, now: datetime
    ) -> Visit:
        """An open visit that begins with everything written in the signed one; the one under way where there is one.

        NotFound where the visit was signed before `since`, is no longer shared, or is corrected already. Refused where
        another visit of the same share is open.
        """

    def drop_correction(self, force_id: str, visit_id: str, account_id: str, now: datetime) -> None:
        """Delete an open correction with what was changed in it; the signed visit stays. NotFound for any other."""

    def correction_of(self, visit_id: str) -> Visit | None:
        """The visit that corrects this one, open or signed; look up the visit first."""
