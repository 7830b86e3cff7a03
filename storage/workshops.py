"""The store's interface for workshops: an adviser's evening with many businesses, each in its own workspace.

The rules of `storage.store` hold. Another force's workshop is as if it did not exist. Of the words of a business only
choices come out here: never a reason or a note.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from assessment.answers import Choice
from assessment.path import AssessmentKind
from assessment.workshop_summary import Shown, WorkshopSummary
from storage.records import Assessment
from storage.staff_checks import StaffCheckRecord


@dataclass(frozen=True, slots=True)
class Workshop:
    """A workshop of a force. `area_id` is where its adviser leads everyone; None: everyone at their own pace.

    `shown` is what its board has shown so far, and `summary` the figures that were frozen at its end.
    `staff_check` says whether its adviser offers a staff check to everyone; `led_by` is the account that leads to the
    area, since `led_at`.
    """

    id: str
    force_id: str
    account_id: str
    title: str
    kind: AssessmentKind
    bank_version: str
    code: str
    begun: datetime
    until: datetime
    ended: datetime | None
    area_id: str | None
    shown: Shown
    summary: WorkshopSummary | None
    staff_check: bool = False
    led_by: str | None = None
    led_at: datetime | None = None

    def is_open(self, now: datetime) -> bool:
        """Whether businesses may join and be led."""
        return self.ended is None and now < self.until


@dataclass(frozen=True, slots=True)
class NewWorkshop:
    """A workshop to begin; businesses may join until `until`."""

    title: str
    kind: AssessmentKind
    bank_version: str
    until: datetime


@dataclass(frozen=True, slots=True)
class Membership:
    """A workshop that a workspace takes part in, with which assessment; None while its place is being described."""

    workshop: Workshop
    assessment_id: str | None


@dataclass(frozen=True, slots=True)
class Member:
    """A business in a workshop: its assessment, if it has one yet, and its choices by question."""

    workspace_id: str
    assessment: Assessment | None
    choices: Mapping[str, Choice]


class WorkshopStore(Protocol):
    """Keeps workshops and the workspaces that take part in them."""

    def begin_workshop(self, force_id: str, account_id: str, new: NewWorkshop, now: datetime) -> Workshop:
        """A workshop with a join code of its own; logs "began-workshop". NotFound for a bank never kept."""

    def workshops_of(self, force_id: str, most: int = 50) -> tuple[Workshop, ...]:
        """The workshops of a force, newest first."""

    def workshop(self, force_id: str, workshop_id: str) -> Workshop | None:
        """The workshop, if it is this force's."""

    def find_open_workshop(self, code: str, now: datetime) -> Workshop | None:
        """The workshop that this plain code opens now."""

    def lead_workshop(
        self, force_id: str, workshop_id: str, account_id: str, area_id: str | None, now: datetime
    ) -> None:
        """Lead everyone to an area; None lets everyone go at their own pace. NotFound for one that is over."""

    def offer_staff_check(self, force_id: str, workshop_id: str, now: datetime) -> None:
        """Offer a staff check to everyone who takes part. NotFound for one that is over."""

    def staff_checks_in(self, force_id: str, workshop_id: str) -> tuple[StaffCheckRecord, ...]:
        """The staff checks that businesses which still take part count in it, in an order that reveals nothing."""

    def keep_shown(self, force_id: str, workshop_id: str, before: Shown, after: Shown) -> bool:
        """Remember what the board shows, unless another process changed it since `before` was read."""

    def end_workshop(
        self, force_id: str, workshop_id: str, account_id: str, summary: WorkshopSummary, now: datetime
    ) -> None:
        """End it for good and freeze its figures; logs "ended-workshop". NotFound for one that has ended."""

    def join_workshop(self, workshop_id: str, workspace_id: str, assessment_id: str | None, now: datetime) -> None:
        """Take part, or go on in it with this assessment. NotFound for the assessment, or a workshop that is over."""

    def leave_workshop(self, workspace_id: str, workshop_id: str) -> None:
        """Take part no longer; a workspace that never did is no error."""

    def memberships(self, workspace_id: str) -> tuple[Membership, ...]:
        """The workshops that the workspace takes part in, latest joined first."""

    def members_of(self, force_id: str, workshop_id: str) -> tuple[Member, ...]:
        """Everyone who takes part, in an order that reveals nothing; none for another force's."""

    def plans_of_workshop(self, force_id: str, workshop_id: str) -> tuple[int, int]:
        """How many of its assessments have a plan ordered, and how many of those plans are printed."""
