"""A team's own work in numbers: who has how much, how soon requests are taken on, and what was done month by month.

It is about the team and shown to the team alone, so that nothing is suppressed; about the places it says nothing.
"""

from __future__ import annotations

from dataclasses import dataclass

from local_time import london_day
from storage.team_work import Load
from usecases.request_queue import age
from usecases.services import Services


@dataclass(frozen=True, slots=True)
class LoadLine:
    """What an adviser has, with the name, and when the oldest of the requests came, in words."""

    name: str
    load: Load
    oldest: str
    away: bool


def caseload(services: Services, force_id: str) -> tuple[LoadLine, ...]:
    """Everyone who can sign in, and whoever else has something, by name."""
    found = {load.account_id: load for load in services.store.loads(force_id, services.now())}
    today = services.today()
    lines = []
    for each in services.store.accounts_of(force_id):
        load = found.pop(each.id, None)
        if load or each.state == "active":
            load = load or Load(each.id)
            oldest = age((today - london_day(load.oldest)).days) if load.oldest else ""
            lines.append(LoadLine(each.name, load, oldest, away=each.state != "active"))
    left = {account_id: services.store.account(account_id) for account_id in found}
    lines += [LoadLine(account.name, found[account.id], "", away=True) for account in left.values() if account]
    return tuple(lines)
