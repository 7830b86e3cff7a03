"""Workspaces that nobody has used for long are deleted: nobody can open one whose code is lost."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from assessment.due import months_after
from local_time import end_of_day, london_day
from usecases.services import Services
from usecases.steady_clock import clock_is_steady

# In one transaction: whoever saves meanwhile waits for it.
_AT_ONCE = 20


def kept_until(services: Services, workspace_id: str) -> date | None:
    """The day on which a workspace is deleted if nobody uses it until then; None for an unknown one."""
    found = services.store.workspace(workspace_id)
    return months_after(london_day(found.touched), services.settings.retention_months) if found else None


def last_use_kept(services: Services) -> datetime:
    """Whatever was last used before this moment is deleted: `kept_until` of that day is today."""
    today, months, day = services.today(), services.settings.retention_months, timedelta(days=1)
    # After a long month the same day of a short one does not exist: what was used on its last days goes together.
    return end_of_day(max(months_after(today, -months), months_after(today + day, -months) - day))


def count_untouched(services: Services) -> int:
    """How many workspaces are to be deleted."""
    return services.store.untouched_workspaces(last_use_kept(services))


def delete_untouched(services: Services) -> int:
    """Delete them, a few at a time, so that no one who saves is kept waiting; how many."""
    before, total = last_use_kept(services), 0
    while deleted := services.store.delete_untouched(before, _AT_ONCE):
        total += deleted
    return total


def delete_in_time(services: Services) -> int:
    """As `delete_untouched`, once the clock has gone on without a leap for a week; how many."""
    return delete_untouched(services) if clock_is_steady(services) else 0
