"""The store's interface for staff checks: begun for a place, counted without anything about one person, closed.

Of a response only its counts are kept, by item: no time, no order, no address and no device.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from assessment.staff_release import Tally


@dataclass(frozen=True, slots=True)
class StaffCheckRecord:
    """A staff check of a place. `topics` is empty for all of them, `tell` is who staff tell first, or empty.

    `counted` is every response that counts, `shown` what somebody has seen of it. Set apart, and in no count, are
    `too_fast` runs and those that came when everyone had answered (`too_many`). `set_aside` is the reason why the
    result does not count, empty where it does. `workshop_id` is the workshop in which it counts too.
    """

    id: str
    workspace_id: str
    premises_id: str
    bank_version: str
    code: str
    topics: tuple[str, ...]
    easy: bool
    staff: int
    tell: str
    begun: datetime
    until: datetime
    closed: datetime | None
    counted: Tally
    too_fast: int
    too_many: int
    shown: Tally
    set_aside: str
    workshop_id: str | None = None

    def is_open(self, now: datetime) -> bool:
        """Whether staff can take it."""
        return self.closed is None and now < self.until

    @property
    def ended(self) -> datetime:
        """When it was closed, or closes by itself."""
        return min(self.until, self.closed or self.until)


@dataclass(frozen=True, slots=True)
class NewStaffCheck:
    """A staff check to begin; it closes by itself at `until`."""

    bank_version: str
    staff: int
    until: datetime
    topics: tuple[str, ...] = ()
    easy: bool = False
    tell: str = ""
    workshop_id: str | None = None


class StaffCheckStore(Protocol):
    """Keeps staff checks and their counts."""

    def begin_staff_check(
        self, workspace_id: str, premises_id: str, new: NewStaffCheck, now: datetime
    ) -> StaffCheckRecord:
        """A staff check with a code of its own. NotFound, also for a workshop in which the workspace takes no part;
        Refused while another one of the place is open.
        """

    def staff_checks_of(self, workspace_id: str, premises_id: str) -> tuple[StaffCheckRecord, ...]:
        """The staff checks of a place, newest first."""

    def staff_check(self, workspace_id: str, check_id: str) -> StaffCheckRecord | None:
        """The staff check, if it is this workspace's."""

    def find_staff_check(self, code: str) -> StaffCheckRecord | None:
        """The staff check of a plain code, open or not."""

    def count_run(self, check_id: str, right: Mapping[str, bool], now: datetime, *, too_fast: bool) -> bool:
        """Count a finished run, by item whether the answer was right; False where it is set apart.

        NotFound for a check that is not open.
        """

    def show_staff_check(self, workspace_id: str, check_id: str) -> None:
        """Remember that somebody looks at the counts: `assessment.staff_release.next_shown` says what they see.

        NotFound.
        """

    def close_staff_check(self, workspace_id: str, check_id: str, now: datetime) -> None:
        """Take no more responses. NotFound; one that is closed stays as it is."""

    def set_aside_staff_check(self, workspace_id: str, check_id: str, reason: str, now: datetime) -> None:
        """Let the result not count, for this reason; with an empty one, let it count again. NotFound."""
