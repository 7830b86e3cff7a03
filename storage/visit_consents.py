"""The store's interface for signed visits that go along when a request is passed on: only where the business agrees."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from storage.visits import Visit


class VisitConsentStore(Protocol):
    """Keeps what businesses agree to. It ends with the share, and a visit that is not signed never goes along."""

    def let_visits_along(self, workspace_id: str, share_id: str, force_id: str, now: datetime) -> None:
        """The next force that has this share by passing on may read the signed visits of those before. Twice is once.

        `force_id` is the force that has it, as the owner was told: Refused where it has been passed on since. NotFound
        for another workspace's share, one that shows no answers, and one that is over.
        """

    def keep_visits_back(self, workspace_id: str, share_id: str) -> None:
        """Take that back: from now on no other force reads them. NotFound as above, but for one that is over."""

    def visits_along_since(self, share_id: str) -> datetime | None:
        """When the business agreed; None where it does not. Look up the share first."""

    def signed_under(self, share_id: str) -> tuple[Visit, ...]:
        """The signed visits of a share by all forces, newest first, without those that were corrected.

        Look up the share first; only its owner, and those who wrote a visit, may see it without the consent.
        """
