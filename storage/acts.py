"""The store's interface for the log of advisers' acts. Each act writes its own line; no other code can add one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Act:
    """One line of the log: who did what, when. `about` names a thing by its id or reference, never a person's words."""

    id: int
    at: datetime
    force_id: str
    account_id: str
    act: str
    about: str


@dataclass(frozen=True, slots=True)
class RemarkChanged:
    """The parts of the remark on a question that an act changed: level, note, private, seen. Never what they say."""

    question_id: str
    parts: tuple[str, ...]


class ActStore(Protocol):
    """Reads the log, which is only ever added to."""

    def log_of(self, force_id: str, before: int | None = None, most: int = 100) -> tuple[Act, ...]:
        """The lines about a force, newest first, from before a line on."""

    def remarks_changed(self, force_id: str, acts: tuple[int, int], now: datetime) -> dict[int, list[RemarkChanged]]:
        """What the lines from the first to the last of these ids changed in visits that the force may see, by line."""

    def act_others(self, force_id: str, acts: tuple[int, int]) -> dict[int, str]:
        """The other side of the lines from the first to the last of these ids that have one, by line.

        It is the account that was given or had a request before, or the force to which one was passed on.
        """

    def note_log_export(self, account_id: str, now: datetime) -> None:
        """Note that somebody takes the log away; logs "exported-log". NotFound."""
