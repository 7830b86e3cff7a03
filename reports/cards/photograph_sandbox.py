"""Reads a photograph in a process of its own; it takes turns with logos, one picture at a time on the whole machine."""

from __future__ import annotations

from reports.apart import BrokenApart, BusyApart, RefusedApart, answer, read_apart
from reports.cards.logo_sandbox import AT_ONCE, BUSY
from reports.cards.photograph import BROKEN, LARGEST_FILE, PhotographRefused, read_photograph

# A picture of the most pixels takes three seconds on a machine with other work.
MOST_SECONDS = 20
MOST_MEMORY = 700_000_000


def read_photograph_apart(data: bytes) -> bytes:
    """Give the photograph, as `read_photograph` does. Raises PhotographRefused, also if it takes too long or too much
    memory."""
    try:
        return read_apart("reports.cards.photograph_sandbox", data[: LARGEST_FILE + 1], MOST_SECONDS, AT_ONCE)
    except RefusedApart as refused:
        raise PhotographRefused(str(refused)) from refused
    except BrokenApart as broken:
        raise PhotographRefused(BROKEN) from broken
    except BusyApart as busy:
        raise PhotographRefused(BUSY) from busy


if __name__ == "__main__":
    answer(read_photograph, PhotographRefused, MOST_MEMORY)
