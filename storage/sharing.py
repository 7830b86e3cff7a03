"""The store's interface for sharing: assessments that a business shares with a force's advisers, and how they answer.

The rules of `storage.store` hold. A share that a force may not see (another's, withdrawn, over) does not exist for it.
Each act of an adviser is in the log.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, Protocol

from assessment.share_facts import ShareFacts
from storage.acts import Act
from storage.records import Assessment

Wish = Literal["share", "contact"]
ShareState = Literal["open", "taken", "closed"]
# How a share ended: the business took it back, or its last day is past.
ShareEnd = Literal["withdrawn", "over"]
# What is done with all requests of one business at once.
CaseMove = Literal["take", "take-over", "assign", "back"]


@dataclass(frozen=True, slots=True)
class Share:
    """A business's request to a force: to look at an assessment, or only to get in touch (no answers are shown).

    `reach` says how to get in touch; `outcome` is the adviser's note of the outcome; `passed_from` the force that
    passed it on, and `passed_why` its reason; `until` when it ends by itself; `facts` are counted in the force's
    figures, None where the business agreed to no count, or withdrew the share.
    """

    id: str
    workspace_id: str
    premises_id: str
    assessment_id: str
    force_id: str
    wish: Wish
    message: str
    reach: str
    created: datetime
    until: datetime
    withdrawn: datetime | None
    state: ShareState
    taken_by: str | None
    outcome: str
    passed_from: str | None
    passed_why: str
    facts: ShareFacts | None

    def lasts(self, now: datetime) -> bool:
        """Whether the force may still see it."""
        return self.withdrawn is None and now < self.until


@dataclass(frozen=True, slots=True)
class NewShare:
    """A share that a business agrees to; the fields are as in `Share`."""

    workspace_id: str
    assessment_id: str
    force_id: str
    wish: Wish
    until: datetime
    message: str = ""
    reach: str = ""
    facts: ShareFacts | None = None


@dataclass(frozen=True, slots=True)
class Queued:
    """A share in a force's queue, with its assessment.

    Of a share that only asks for contact, no more may be shown than the names and the postcode in the profile.
    """

    share: Share
    assessment: Assessment


class SharingStore(Protocol):
    """Keeps what businesses share with forces."""

    def forces_with_advisers(self) -> frozenset[str]:
        """The forces that have an active account: anything shared with another force would not be seen."""

    def share(self, new: NewShare, now: datetime) -> Share:
        """A new share of an assessment. An unsigned visit of it by the same force, out of sight until now, goes on.

        NotFound; Refused where the same force has one that lasts.
        """

    def shares_of(self, workspace_id: str) -> tuple[Share, ...]:
        """Everything that the workspace ever shared, newest first."""

    def withdraw(self, workspace_id: str, share_id: str, now: datetime) -> None:
        """The force sees nothing of it from now on, and its figures no longer count it. NotFound; twice is once."""

    def acts_about(self, workspace_id: str, share_id: str) -> tuple[Act, ...]:
        """Advisers' acts on a share of this workspace, newest first."""

    def queue(self, force_id: str, now: datetime, state: ShareState, most: int = 200) -> tuple[Queued, ...]:
        """The shares that the force may see in this state, oldest first; closed ones newest first."""

    def find_share(self, force_id: str, share_id: str, now: datetime) -> Share | None:
        """The share, if it is for this force and lasts."""

    def share_end(self, force_id: str, share_id: str, now: datetime) -> ShareEnd | None:
        """How a share with this force ended; None where it lasts, and where the force never had such a share."""

    def take(self, force_id: str, share_id: str, account_id: str, now: datetime) -> None:
        """An adviser takes an open share on. NotFound where it is not open, or no longer."""

    def take_over(self, force_id: str, share_id: str, account_id: str, now: datetime) -> None:
        """An adviser takes on what a colleague has taken on. NotFound where no colleague has, or no longer."""

    def assign(self, force_id: str, share_id: str, account_id: str, to_account: str, now: datetime) -> None:
        """Give a request to a colleague with an active account of the same force. NotFound, also where it is closed."""

    def return_to_queue(self, force_id: str, share_id: str, account_id: str, now: datetime) -> None:
        """Put a request that is taken on back among the new ones. NotFound where it is not taken on."""

    def move_case(
        self, force_id: str, workspace_id: str, account_id: str, move: CaseMove, now: datetime, to_account: str | None
    ) -> tuple[str, ...]:
        """The same with every request of a workspace that it fits, all of them or none; gives the ids of those moved.

        `to_account` is the colleague who gets them where they are assigned. None that fits is no error.
        """

    def look(self, force_id: str, share_id: str, account_id: str, now: datetime) -> Share:
        """The share whose answers an adviser looks at; the log says so, once an hour for each adviser.

        NotFound, also where only contact was asked for.
        """

    def close_share(self, force_id: str, share_id: str, account_id: str, outcome: str, now: datetime) -> None:
        """Note the outcome and close it. NotFound, also where it is closed already."""

    def pass_on(self, force_id: str, share_id: str, account_id: str, to_force: str, why: str, now: datetime) -> None:
        """Hand it to another force, whose queue it joins. NotFound, also where it is closed."""
