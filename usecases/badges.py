"""What is waiting for an adviser, as the navigation of every page shows it."""

from __future__ import annotations

from datetime import date, timedelta

from contacts import is_stale
from local_time import london_day
from storage.accounts import Account
from storage.entries import Entry
from usecases.services import Services

AHEAD = timedelta(days=31)


def is_due(entry: Entry, today: date) -> bool:
    """Whether the entry's yearly check is overdue, or due within a month."""
    return entry.checked_at is not None and is_stale(london_day(entry.checked_at), today + AHEAD)


def entry_waits_for(services: Services, account: Account) -> bool:
    """Whether the contact entry needs this person: a proposal of another, or for administrators the yearly check."""
    waiting = services.store.waiting_entry(account.force_id)
    if waiting is not None:
        return waiting.proposed_by != account.id
    printed = services.store.printed_entry(account.force_id) if account.role == "administrator" else None
    return printed is not None and is_due(printed, services.today())
