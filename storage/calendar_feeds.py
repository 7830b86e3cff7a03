"""The store's interface for calendar feeds. Their addresses are secret: tokens come in only as keyed digests."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, Protocol

# Of one assessment: everyone's phone and a shared calendar or two.
MOST_FEEDS = 20

# What the entries of a feed are called: their number alone, or the jobs by their titles.
Titles = Literal["plain", "jobs"]


@dataclass(frozen=True, slots=True)
class NewFeed:
    """A feed to be kept, with the name that its owner gave it."""

    digest: bytes = field(repr=False)
    name: str
    titles: Titles


@dataclass(frozen=True, slots=True)
class CalendarFeed:
    """A feed that an owner made of the plan of an assessment."""

    id: str
    workspace_id: str
    assessment_id: str
    name: str
    titles: Titles
    made: datetime


class CalendarFeedStore(Protocol):
    """Keeps the calendar feeds. The rules of `storage.store` hold. A feed goes with its assessment."""

    def make_feed(self, workspace_id: str, assessment_id: str, new: NewFeed, now: datetime) -> CalendarFeed:
        """One more feed of a plan. Touches the workspace. NotFound.

        Refused where a feed of this plan has the same name, and beyond `MOST_FEEDS`.
        """

    def feeds_of(self, assessment_id: str) -> tuple[CalendarFeed, ...]:
        """The feeds of a plan, newest first; look up the assessment first."""

    def find_feed(self, token_digest: bytes) -> CalendarFeed | None:
        """The feed of this token; touches nothing, as calendars ask for ever."""

    def withdraw_feed(self, workspace_id: str, assessment_id: str, feed_id: str, now: datetime) -> None:
        """Delete a feed, so that its address leads nowhere. Touches the workspace. NotFound."""
