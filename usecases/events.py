"""What happens that an operator should see: one line each in the log, and a counter each; never anything personal.

A line is an event's name and `key=value` parts. Values are ids, names of pages and numbers: whatever else comes in is
written as `?`, so that nothing that anybody typed can reach the log.
"""

from __future__ import annotations

import hashlib
import hmac
import logging
import re
import sys
import traceback
from collections.abc import Mapping
from contextvars import ContextVar
from datetime import UTC, datetime, timedelta
from random import getrandbits
from typing import Any

from local_time import london_stamp
from storage.errors import StoreError
from usecases.counters import COUNTERS

LOG = logging.getLogger("check")
# Each with its level: warnings are what an attack or a fault looks like.
EVENTS: Mapping[str, int] = {
    "started": logging.INFO,
    "signed-in": logging.INFO,
    "shared": logging.INFO,
    "share-withdrawn": logging.INFO,
    "sign-in-failed": logging.WARNING,
    "second-step-failed": logging.WARNING,
    "code-refused": logging.WARNING,
    "limit-reached": logging.WARNING,
    "refused": logging.WARNING,
    "out-of-reach": logging.WARNING,
}
_PLAIN = re.compile(r"[A-Za-z0-9_.:/-]{1,64}", re.ASCII)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
# The id of the request that this thread answers: in each of its log lines, and in the answer's headers.
REQUEST: ContextVar[str] = ContextVar("request", default="-")


def event(name: str, **facts: object) -> None:
    """Write and count an event of `EVENTS`."""
    parts = [f"{key}={value if _PLAIN.fullmatch(str(value)) else '?'}" for key, value in facts.items()]
    LOG.log(EVENTS[name], "%s", " ".join([name, *parts]))
    COUNTERS.add(f"event_{name.replace('-', '_')}")


def new_request() -> str:
    """Begin another request: gives its id."""
    # It names a line of the log and is no secret: the system need not be asked for it.
    found = f"{getrandbits(48):012x}"
    REQUEST.set(found)
    return found


def network_mark(network: str, secret: bytes) -> str:
    """A short mark that is the same for the same network: it tells one attacker from many, and names nobody."""
    return hmac.digest(secret, f"log:{network}".encode(), hashlib.sha256).hex()[:10]


class LogFormat(logging.Formatter):
    """Time in London with its zone, level, request, logger, message; a traceback where there is one."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(request)s %(name)s: %(message)s")

    def format(self, record: logging.LogRecord) -> str:
        """One record as text."""
        record.request = REQUEST.get()
        # Another handler may have kept the text of the error, words and all.
        record.exc_text = None
        return super().format(record)

    def formatException(self, ei: Any) -> str:  # noqa: N802
        """Where an error happened and of what type it is; its words only where they are ours.

        Others may hold what somebody typed, as in: invalid literal for int(): 'the back door is broken'.
        """
        lines, error = list[str](), ei[1]
        while error is not None:
            words = f": {error}" if isinstance(error, StoreError) else ""
            lines += [*traceback.format_tb(error.__traceback__), f"{type(error).__name__}{words}\n"]
            error = error.__cause__ or error.__context__
        return "".join(lines).rstrip()

    def formatTime(self, record: logging.LogRecord, datefmt: str | None = None) -> str:  # noqa: ARG002, N802
        """The time in London, as 2026-07-01 14:05:09 BST."""
        return london_stamp(_EPOCH + timedelta(seconds=record.created))


def write_log() -> None:
    """Write this program's log to standard error; called once by the site and once by the worker."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(LogFormat())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.WARNING)
    LOG.setLevel(logging.INFO)
