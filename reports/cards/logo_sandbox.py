"""Reads a logo in a process of its own, one at a time on the whole machine: large pictures cannot take its memory."""

from __future__ import annotations

from reports.apart import BrokenApart, BusyApart, RefusedApart, answer, read_apart
from reports.cards.logo import LARGEST_FILE, LogoRefused, read_logo

BROKEN = "This picture cannot be read. Open it, save it again as PNG, then choose it again"
BUSY = "Many pictures are being read at this moment. Wait a minute, then choose it again"
# A picture of the most pixels takes a second, on a machine with other work three.
MOST_SECONDS, AT_ONCE = 15, 1
MOST_MEMORY = 500_000_000


def read_logo_apart(data: bytes) -> bytes:
    """Give the logo, as `read_logo` does. Raises LogoRefused, also if it takes too long or too much memory."""
    try:
        return read_apart("reports.cards.logo_sandbox", data[: LARGEST_FILE + 1], MOST_SECONDS, AT_ONCE)
    except RefusedApart as refused:
        raise LogoRefused(str(refused)) from refused
    except BrokenApart as broken:
        raise LogoRefused(BROKEN) from broken
    except BusyApart as busy:
        raise LogoRefused(BUSY) from busy


if __name__ == "__main__":
    answer(read_logo, LogoRefused, MOST_MEMORY)
