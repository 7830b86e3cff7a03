"""Every method that changes print orders, with how it is prepared and called; part of `acts_table`."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from tests.storage.place import NOW
from tests.storage.plan_acts import LATER
from tests.storage.scene import Scene

Act = Callable[[], object]


def _old_prints(s: Scene) -> Act:
    order = s.order(taken=True)
    s.store.keep_printed(order.id, "printer", "new", b"%", NOW)
    return partial(s.store.forget_printed, LATER, 20)


PRINT_CHANGES: dict[str, Callable[[Scene], Act]] = {
    "order_print": lambda s: partial(s.store.order_print, "card", "key", {}, LATER, workspace_id=s.ours),
    "take_print": lambda s: partial(s.store.take_print, s.order().id, "printer", LATER),
    "hold_print": lambda s: partial(s.store.hold_print, s.order(taken=True).id, "printer", LATER),
    "keep_printed": lambda s: partial(s.store.keep_printed, s.order(taken=True).id, "printer", "new", b"%", LATER),
    "give_print_back": lambda s: partial(
        s.store.give_print_back, s.order(taken=True).id, "printer", LATER, most_tries=3
    ),
    "retry_print": lambda s: partial(s.store.retry_print, s.order(failed=True).id, LATER),
    "forget_print": lambda s: partial(s.store.forget_print, s.order().id),
    "forget_printed": _old_prints,
}
