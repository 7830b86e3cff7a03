"""The store's interface for what is written down on a visit in rows: findings, the diary, recommendations.

Each row has an id of its own, so that two advisers never change or remove each other's. As in `storage.visits`: a visit
that a force may not see does not exist for it, and each act is in the log.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, Protocol, TypeVar

from assessment.visit_overrides import Advice
from assessment.visit_records import DiaryEntry, Finding

Record = TypeVar("Record", Finding, DiaryEntry, Advice)


@dataclass(frozen=True, slots=True)
class RecordKind(Generic[Record]):
    """A kind of row of a visit; `made` is its class, and the name is that of its page and of its lines in the log."""

    name: str
    made: type[Record]


FINDINGS = RecordKind("findings", Finding)
DIARY = RecordKind("diary", DiaryEntry)
ADVICE = RecordKind("advice", Advice)


@dataclass(frozen=True, slots=True)
class Author:
    """The author of the last change to something, by account and name, and its time."""

    account_id: str
    name: str
    at: datetime


class VisitRecordStore(Protocol):
    """Keeps the rows of visits. Those of a signed visit never change."""

    def records_of(self, visit_id: str, kind: RecordKind[Record]) -> dict[str, Record]:
        """The rows of a kind by their ids, in their order; look up the visit first."""

    def record_authors(self, visit_id: str) -> dict[str, Author]:
        """The author of the last change to each row of any kind, by its id, where it is known."""

    def change_records(
        self,
        force_id: str,
        visit_id: str,
        account_id: str,
        kind: RecordKind[Record],
        change: Callable[[Mapping[str, Record]], Mapping[str, Record | None]],
        now: datetime,
    ) -> None:
        """Save what `change` makes of the rows, all or none, in one transaction; what it raises ends it.

        None removes one, an id that is not there yet adds one at the end, and those not named stay.
        NotFound, also where the visit is signed.
        """

    def move_record(
        self, force_id: str, visit_id: str, kind: RecordKind[Record], record_id: str, by: int, now: datetime
    ) -> None:
        """Move a row by so many places, down where it is more than nothing; it stays within the list.

        One that is no longer there is no error. NotFound, also where the visit is signed.
        """
