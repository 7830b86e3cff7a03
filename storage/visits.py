"""The store's interface for visits: an adviser's notes, agreed answers and recommendations on a shared assessment.

As in `storage.sharing`: a share that a force may not see does not exist for it, and each act is in the log.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from assessment.share_facts import ShareFacts
from assessment.visit_overrides import Remark
from storage.read_forms import FormUsed
from storage.sharing import NewShare
from storage.visit_records import Author

# From the current remarks to those that change; None removes one, and those not named stay.
RemarkChange = Callable[[Mapping[str, Remark]], Mapping[str, Remark | None]]


@dataclass(frozen=True, slots=True)
class Visit:
    """An adviser with one business; `signed_for` is its person who signed, `follow_up` when to ask again.

    `corrects` is the signed visit that this one corrects, if any."""

    id: str
    share_id: str
    workspace_id: str
    assessment_id: str
    force_id: str
    account_id: str
    begun: datetime
    signed: datetime | None
    signed_for: str
    follow_up: date | None
    followed_up: datetime | None
    corrects: str | None


@dataclass(frozen=True, slots=True)
class SignOff:
    """How a visit is signed: the account, the person for the business, and the day of the follow-up.

    `facts` is what the force's figures count from now on, as what was agreed counts. `share_until` is how long that
    person agreed to share, where the share would end sooner; None where nothing was agreed.
    """

    account_id: str
    signed_for: str
    follow_up: date
    facts: ShareFacts | None = None
    share_until: datetime | None = None


@dataclass(frozen=True, slots=True)
class EndedFollowUp:
    """A follow-up to do where the force no longer sees the place: the reference and the day alone."""

    visit_id: str
    reference: str
    follow_up: date
    signed: datetime


class VisitStore(Protocol):
    """Keeps visits. A signed visit never changes, but for its follow-up."""

    def begin_visit(self, force_id: str, share_id: str, account_id: str, now: datetime) -> Visit:
        """The open visit of a share of answers, or a new one; takes the request on. NotFound."""

    def begin_in_person_visit(self, new: NewShare, account_id: str, now: datetime) -> Visit:
        """A visit with the owner beside the adviser, who agrees to the share there: both at once.

        A share of answers with the same force and assessment that lasts is used as it is. NotFound.
        """

    def visit(self, force_id: str, visit_id: str, now: datetime) -> Visit | None:
        """The visit, if it is this force's and its share lasts."""

    def running_visit(self, workspace_id: str, share_id: str, now: datetime) -> Visit | None:
        """The unsigned visit of a share of this workspace that lasts: what is noted in it ends with the share."""

    def share_of_visit(self, force_id: str, visit_id: str) -> str | None:
        """The id of the share of a visit of this force, also where it has ended."""

    def visits_of(self, force_id: str, now: datetime, most: int = 200) -> tuple[Visit, ...]:
        """The force's visits whose share lasts: those with something to do first, then the newest."""

    def follow_ups_due(self, force_id: str, now: datetime) -> int:
        """How many signed visits of the force are still to be followed up, where the business did not stop sharing."""

    def ended_follow_ups(self, force_id: str, now: datetime) -> tuple[EndedFollowUp, ...]:
        """The follow-ups to do of visits that the force no longer sees, by their day.

        Their shares are past their last day, or were passed on. Where the business stopped sharing, none is kept.
        """

    def remarks(self, visit_id: str) -> dict[str, Remark]:
        """The remarks by question; look up the visit first."""

    def change_remarks(
        self,
        force_id: str,
        visit_id: str,
        change: RemarkChange,
        now: datetime,
        *,
        by: str | None,
        form_used: FormUsed | None = None,
    ) -> None:
        """Save what `change` makes of the remarks, all or none, in one transaction; what it raises ends it.

        `by` is the account that is named as the author of those that change. Where they come from a filled-in
        form, `form_used` says after `change` whether that can be forgotten.
        NotFound, also where the visit is signed.
        """

    def save_remarks(self, force_id: str, visit_id: str, remarks: Mapping[str, Remark | None], now: datetime) -> None:
        """Save all or none; None removes one, those not named stay. NotFound, also where the visit is signed."""

    def remark_authors(self, visit_id: str) -> dict[str, Author]:
        """The author of the last change to each remark, by question, where it is known; look up the visit first."""

    def sign_off(self, force_id: str, visit_id: str, signed: SignOff, now: datetime) -> None:
        """Sign the visit: its remarks count in the business's plan, and in the figures, from now on.

        Its share lasts longer where that was agreed, with a line in the log.

        NotFound, also where it is signed.
        """

    def follow_up(self, force_id: str, visit_id: str, account_id: str, now: datetime) -> None:
        """Note that the follow-up is done, also where the sharing is over. NotFound where the business stopped it."""

    def visits_signed(self, workspace_id: str) -> dict[str, datetime]:
        """When the newest signed visit of each assessment of a workspace was signed, by the assessment's id."""

    def signed_visit(self, assessment_id: str) -> Visit | None:
        """The newest signed visit of an assessment; look up the assessment first."""

    def visit_before(self, visit_id: str) -> Visit | None:
        """The newest visit of the same force to the same premises that was signed before this one began; or of
        another force, where its request was passed on and the business lets its visits go along.

        One that was corrected, or of which the business has stopped the sharing, does not count. Look up the visit
        first.
        """

    def signed_visits(self, assessment_id: str) -> tuple[Visit, ...]:
        """All signed visits of an assessment, the newest first; look up the assessment first."""
