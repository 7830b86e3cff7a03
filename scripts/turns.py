"""A process works on one request at a time, as long as none takes long: Python runs one thread at a time anyway.

Where several are worked on at once, each hands Python to another thread at every statement and at every line to the
network, and changing over costs more than what was waited for (docs/decisions/0046-one-request-at-a-time.md).
"""

from __future__ import annotations

from threading import Lock, local

# Seconds. Pages and saves take a tenth of it; what takes longer, such as checking a password, holds nobody up.
PATIENCE = 0.02


class Turns:
    """Gives one request of this process its turn; one that waits in vain is worked on beside the others.

    The methods are hooks of gunicorn, which calls both in the thread that works on the request.
    """

    def __init__(self) -> None:
        self._turn = Lock()
        self._mine = local()
        # Whether whoever has the turn is known to take long: then nobody else waits for it.
        self._long = False

    def begin(self, _worker: object, _request: object) -> None:
        """Wait for the turn; for no longer than PATIENCE, and not at all while the one who has it takes long."""
        held = self._turn.acquire(timeout=0 if self._long else PATIENCE)
        self._mine.held, self._long = held, not held

    def end(self, _worker: object, _request: object, _environ: object, _response: object) -> None:
        """Give the turn back, if this thread has it."""
        if getattr(self._mine, "held", False):
            self._mine.held = False
            self._turn.release()
