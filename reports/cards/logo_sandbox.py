"""Reads a logo in a process of its own, one at a time on the whole machine: large pictures cannot take its memory."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep

from reports.apart import BrokenApart, RefusedApart, answer, read_apart
from reports.cards.logo import LARGEST_FILE, LogoRefused, read_logo

BROKEN = "This picture cannot be read. Open it, save it again as PNG, then choose it again"
BUSY = "Many pictures are being read at this moment. Wait a minute, then choose it again"
# A picture of the most pixels takes a second, on a machine with other work three.
MOST_SECONDS, LONGEST_WAIT = 15, 20
MOST_MEMORY = 500_000_000


class Busy(Exception):  # noqa: N818 - it is no error of ours
    """Others are reading pictures for too long; the message says what to do."""


def read_logo_apart(data: bytes) -> bytes:
    """Give the logo, as `read_logo` does. Raises LogoRefused, also if it takes too long or too much memory."""
    try:
        with alone():
            return read_apart("reports.cards.logo_sandbox", data[: LARGEST_FILE + 1], MOST_SECONDS)
    except Busy as busy:
        raise LogoRefused(str(busy)) from busy
    except RefusedApart as refused:
        raise LogoRefused(str(refused)) from refused
    except BrokenApart as broken:
        raise LogoRefused(BROKEN) from broken


@contextmanager
def alone() -> Iterator[None]:
    """Wait for the other threads and processes of this installation: they share a lock on this module's file.

    Raises Busy after too long.
    """
    until = monotonic() + LONGEST_WAIT
    with Path(__file__).open("rb") as file:
        while True:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if monotonic() > until:
                    raise Busy(BUSY) from None
                sleep(0.05)
        yield


if __name__ == "__main__":
    answer(read_logo, LogoRefused, MOST_MEMORY)
