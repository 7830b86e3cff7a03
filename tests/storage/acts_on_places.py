"""The acts of `acts_table` with which a workspace gets more places, and fewer."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from tests.storage.leaving_acts import while_there
from tests.storage.place import HOUR, NOW
from tests.storage.scene import Scene

LATER = NOW + HOUR
Act = Callable[[], object]


def _delete_premises(s: Scene) -> Act:
    """With a print of the whole workspace, a visit and a place that has its answers."""
    s.visit()
    s.order()
    s.store.add_premises(s.ours, NOW, answers_from=s.which)
    return while_there(partial(s.store.delete_premises, s.ours, s.where, LATER))


ACTS_ON_PLACES: dict[str, Callable[[Scene], Act]] = {
    "add_premises": lambda s: partial(s.store.add_premises, s.ours, LATER),
    "add_premises: from another": lambda s: partial(
        s.store.add_premises, s.ours, LATER, profile={"name": "Second"}, answers_from=s.which
    ),
    "delete_premises": _delete_premises,
}
