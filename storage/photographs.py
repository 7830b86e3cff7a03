"""The store's interface for photographs of findings: kept as they were redrawn, and deleted with their finding."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True)
class NewPhotograph:
    """A photograph to keep: a JPEG that was redrawn, of a finding of a visit; no more than `most` are kept of one."""

    visit_id: str
    finding_id: str
    picture: bytes
    most: int


class PhotographStore(Protocol):
    """Keeps photographs. Those of a signed visit never change. Look up the visit before reading any."""

    def photographs_of(self, visit_id: str) -> dict[str, str]:
        """The id of the finding by the id of each photograph, in the order in which they were added."""

    def photograph(self, visit_id: str, photograph_id: str) -> bytes | None:
        """One photograph of the visit."""

    def add_photograph(self, force_id: str, account_id: str, new: NewPhotograph, now: datetime) -> str:
        """Keep one more; gives its id. The same picture of the same finding is not kept twice.

        NotFound, also where the visit is signed or the finding gone. Refused where the visit has the most already.
        """

    def remove_photograph(
        self, force_id: str, visit_id: str, account_id: str, photograph_id: str, now: datetime
    ) -> None:
        """Remove one; one that is removed already is no error. NotFound, also where the visit is signed."""
