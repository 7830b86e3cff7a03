"""The store's interface for a team's own work: who has how much, how soon requests are taken on, what was done when.

It is about the team, not about the places: no line names one. The rules of `storage.store` hold.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Load:
    """What an adviser has at the moment: requests taken on, the day on which the oldest came, visits, follow-ups.

    Visits are those not yet signed off; follow-ups are those to do, whatever their day.
    """

    account_id: str
    requests: int = 0
    oldest: datetime | None = None
    visits: int = 0
    follow_ups: int = 0


@dataclass(frozen=True, slots=True)
class Response:
    """When a request came to the force, and when somebody of the team first took it on, None for nobody yet.

    Of a request that another force passed on, `came` is when it did so.
    """

    came: datetime
    taken: datetime | None


class TeamWorkStore(Protocol):
    """Reads what the team has done and has to do."""

    def loads(self, force_id: str, now: datetime) -> tuple[Load, ...]:
        """What each account has that has anything, in no order."""

    def responses(self, force_id: str, since: datetime) -> tuple[Response, ...]:
        """The requests that came to the force since then and that the business did not take back, oldest first.

        One that was passed on counts for the force that has it now.
        """

    def work_since(self, force_id: str, since: datetime) -> tuple[tuple[str, datetime], ...]:
        """What the log says of visits since then: each act with its time, oldest first.

        The acts are "began-visit", "signed-visit" and "followed-up". A follow-up that was marked twice is there twice.
        """
