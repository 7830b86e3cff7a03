"""The rows of `acts_table` about staff checks."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import partial

from storage.staff_checks import NewStaffCheck
from tests.storage.place import BANK, HOUR, NOW
from tests.storage.scene import Scene

LATER, UNTIL = NOW + HOUR, NOW + timedelta(days=90)
Act = Callable[[], object]


def _begin_in_workshop(s: Scene) -> Act:
    joined = s.workshop().id
    s.store.join_workshop(joined, s.ours, s.which, NOW)
    new = NewStaffCheck(BANK, 9, UNTIL, workshop_id=joined)
    return partial(s.store.begin_staff_check, s.ours, s.where, new, LATER)


STAFF_CHECK_CHANGES: dict[str, Callable[[Scene], Act]] = {
    "begin_staff_check": lambda s: partial(
        s.store.begin_staff_check, s.ours, s.where, NewStaffCheck(BANK, 9, UNTIL), LATER
    ),
    "count_run": lambda s: partial(
        s.store.count_run, s.check(), {"hot-hidden": True, "x": False}, LATER, too_fast=False
    ),
    "count_run: too fast": lambda s: partial(s.store.count_run, s.check(), {"x": True}, LATER, too_fast=True),
    "show_staff_check": lambda s: partial(s.store.show_staff_check, s.ours, s.check(responses=5)),
    "close_staff_check": lambda s: partial(s.store.close_staff_check, s.ours, s.check(), LATER),
    "set_aside_staff_check": lambda s: partial(s.store.set_aside_staff_check, s.ours, s.check(), "Noise", LATER),
    "begin_staff_check: in a workshop": _begin_in_workshop,
    "offer_staff_check": lambda s: partial(s.store.offer_staff_check, "kent", s.workshop().id, LATER),
}
