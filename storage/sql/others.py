"""Who else has the same thing open: one look at the sessions of owners and of advisers, for both."""

from __future__ import annotations

import json
from datetime import datetime, timedelta

from storage.others import Others
from storage.sql import rows

# A session counts as used now when it was seen within this time; longer than the time between two notes of it.
LATELY = timedelta(minutes=10)

# Of a row `s` with the id of the thing as `workspace_id`, and with what names the session that asks.
_DEVICES = (
    "select count(*) from owner_sessions o where o.workspace_id = s.workspace_id "
    "and o.digest is distinct from s.digest and o.seen > ?"
)
_ADVISERS = (
    f"select {rows.as_object('a.id', 'a.name')} from sign_ins i join accounts a on a.id = i.account_id "
    "where i.place = s.workspace_id and i.id is distinct from s.sign_in_id and i.placed > ?"
)
OTHERS = f"({_DEVICES}), ({_ADVISERS})"


def lately(now: datetime) -> tuple[str, str]:
    """The values of the parameters in `OTHERS`."""
    return (rows.to_time(now - LATELY),) * 2


def read_others(devices: int, advisers: str) -> Others:
    """From what `OTHERS` gives."""
    return Others(json.loads(advisers), devices)
