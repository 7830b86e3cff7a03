"""What a process prints is leased to it: it says again and again that it works on it. What it stops saying that of is
free for another, on this machine or any other, and what it brings later is refused.
"""

from __future__ import annotations

import logging
import os
import secrets
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread

from storage.errors import StoreError
from storage.print_orders import LEASE
from usecases.services import Services

# Seconds. Several may fail, as while the database is restarted, before the lease is over.
EVERY = LEASE.total_seconds() / 4
LOG = logging.getLogger(__name__)


def new_printer() -> str:
    """A name under which this process takes one order, once; for people it begins with the process and the machine."""
    return f"{os.getpid()}-{socket.gethostname()}-{secrets.token_hex(8)}"


@contextmanager
def held(services: Services, print_id: str, printer: str) -> Iterator[None]:
    """Hold on to an order for as long as this lasts, in a thread of its own."""
    over = Event()
    thread = Thread(target=_hold_on, args=(services, print_id, printer, over), name="held", daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


def _hold_on(services: Services, print_id: str, printer: str, over: Event) -> None:
    while not over.wait(EVERY):
        try:
            if not services.store.hold_print(print_id, printer, services.now()):
                return
        except StoreError:
            LOG.warning("a lease could not be renewed; it is tried again")
