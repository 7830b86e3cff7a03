"""Prints are forgotten after some months: they are most of the bytes of a store, and can be made again in a second."""

from __future__ import annotations

from datetime import timedelta

from usecases.services import Services

# Longer than a quarter of a year's meetings are apart, in which a plan is looked at without being changed.
KEPT_FOR = timedelta(days=90)
# In one transaction: whoever saves meanwhile waits for it. Documents are large, and are overwritten with zeros.
_AT_ONCE = 20


def forget_old_prints(services: Services) -> int:
    """Forget what was printed long ago, a few at a time; how many."""
    before, total = services.now() - KEPT_FOR, 0
    while forgotten := services.store.forget_printed(before, _AT_ONCE):
        total += forgotten
    return total
