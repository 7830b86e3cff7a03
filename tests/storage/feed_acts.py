"""The rows of `acts_table` about calendar feeds."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from storage.calendar_feeds import NewFeed
from tests.storage.place import HOUR, NOW
from tests.storage.scene import Scene

LATER = NOW + HOUR
Act = Callable[[], object]


def _make(s: Scene) -> Act:
    s.store.finish(s.ours, s.which, NOW)
    return partial(s.store.make_feed, s.ours, s.which, NewFeed(b"token", "Maya", "jobs"), LATER)


def _withdraw(s: Scene) -> Act:
    s.store.finish(s.ours, s.which, NOW)
    made = s.store.make_feed(s.ours, s.which, NewFeed(b"token", "Maya", "jobs"), NOW)
    return partial(s.store.withdraw_feed, s.ours, s.which, made.id, LATER)


FEED_CHANGES: dict[str, Callable[[Scene], Act]] = {"make_feed": _make, "withdraw_feed": _withdraw}
