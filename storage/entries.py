"""The store's interface for the contact directory: each force's own entries, in rows that are only ever added.

The rules of `storage.store` hold, and each act is in the log. An entry is proposed by one person and confirmed by
another before it is printed.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, Protocol

EntryState = Literal["waiting", "confirmed", "refused", "replaced"]


@dataclass(frozen=True, slots=True)
class Details:
    """How to reach a team, each text on one line; `notes` say which area it covers. Empty where there is nothing."""

    team: str = ""
    email: str = ""
    phone: str = ""
    page: str = ""
    hours: str = ""
    notes: str = ""


# From the details that wait for a second person and those that are printed, None where there are none, to a proposal.
EntryChange = Callable[[Details | None, Details | None], Details]


@dataclass(frozen=True, slots=True)
class Entry:
    """One proposal of an entry and its outcome; accounts are named by their ids.

    `checked_at` is when it was last confirmed or said to be still right. One that a newer proposal overtook before
    anyone decided on it is "replaced".
    """

    id: str
    force_id: str
    details: Details
    proposed_by: str
    proposed_at: datetime
    state: EntryState
    decided_by: str | None = None
    decided_at: datetime | None = None
    checked_by: str | None = None
    checked_at: datetime | None = None


class EntryStore(Protocol):
    """Keeps the entries of forces. Nothing in them is ever changed or deleted."""

    def propose_entry(self, force_id: str, account_id: str, change: EntryChange, now: datetime) -> Entry:
        """A new proposal, which overtakes one that waits: what `change` makes of that one and of the printed entry.

        `change` is called once, inside the transaction, as in `change_profile`; what it raises ends it.
        """

    def confirm_entry(self, force_id: str, entry_id: str, account_id: str, now: datetime) -> None:
        """Confirm the proposal that waits. NotFound where it waits no longer; Refused for its own proposer."""

    def refuse_entry(self, force_id: str, entry_id: str, account_id: str, now: datetime) -> None:
        """Refuse the proposal that waits; its proposer takes it back this way. NotFound where it waits no longer."""

    def renew_entry(self, force_id: str, entry_id: str, account_id: str, now: datetime) -> None:
        """Say that the entry that is printed is still right. NotFound for any other."""

    def entries_of(self, force_id: str) -> tuple[Entry, ...]:
        """Every entry of a force, newest first."""

    def printed_entry(self, force_id: str) -> Entry | None:
        """The newest confirmed entry of a force."""

    def waiting_entry(self, force_id: str) -> Entry | None:
        """The proposal of a force that waits for a second person."""
