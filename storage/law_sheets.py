"""The store's interface for the law sheet of a visit: what advisers wrote of each duty. See `storage.visits`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

# From the texts as they are now, by field, to those that change; those not named stay.
SheetChange = Callable[[Mapping[str, str]], Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class WrittenSheet:
    """The texts of a sheet by field; who changed each last, by name; and when any of them was changed last."""

    texts: Mapping[str, str]
    authors: Mapping[str, str]
    changed: datetime | None


class LawSheetStore(Protocol):
    """Keeps the law sheets of visits."""

    def law_sheet(self, visit_id: str) -> WrittenSheet:
        """What is written; look up the visit first."""

    def change_law_sheet(
        self, force_id: str, visit_id: str, account_id: str, change: SheetChange, now: datetime
    ) -> None:
        """Save what `change` makes of the texts, all or none; what it raises ends it.

        NotFound, also where the visit is signed or no longer shared.
        """
