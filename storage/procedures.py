"""The store's interface for the procedures of a place: what people write in their fields."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Written:
    """What people wrote, by the name of the field; an empty text is one that somebody took out."""

    texts: Mapping[str, str] = field(default_factory=dict)
    changed: datetime | None = None


# From what is written now to the texts that change; those not named stay.
WrittenChange = Callable[[Mapping[str, str]], Mapping[str, str]]


class ProcedureStore(Protocol):
    """Keeps what people write in the procedures of a place."""

    def procedures(self, premises_id: str) -> Written:
        """What is written for a place, nothing for an unknown one; look up the premises first."""

    def change_procedures(self, workspace_id: str, premises_id: str, change: WrittenChange, now: datetime) -> None:
        """Save what `change` makes of what is written, all or none. Touches the workspace.

        `change` is called once, inside the transaction, as in `change_profile`. Where something changes, procedures
        that were printed before are deleted. NotFound, before `change` is called.
        """
