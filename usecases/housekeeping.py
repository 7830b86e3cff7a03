"""What the worker does every minute beside printing: each task by itself, so that an error in one stops no other."""

from __future__ import annotations

import logging
from collections.abc import Callable

from usecases.damage import check_a_little
from usecases.old_prints import forget_old_prints
from usecases.owner_sessions import forget_old_sessions
from usecases.read_forms import forget_old_forms
from usecases.retention import delete_in_time
from usecases.services import Services

LOG = logging.getLogger(__name__)


def clean_log(services: Services) -> bool:
    """Clear the store's own log of what was deleted while somebody read."""
    return services.store.clean_log()


TASKS: tuple[Callable[[Services], object], ...] = (
    forget_old_sessions,
    forget_old_forms,
    forget_old_prints,
    delete_in_time,
    check_a_little,
    # Last, so that the log holds nothing of what the others wrote.
    clean_log,
)


def keep_house(services: Services) -> None:
    """Do every task once."""
    for task in TASKS:
        try:
            task(services)
        except Exception:
            LOG.exception("%s failed; it is tried again in a minute", task.__name__)
