"""Reads a logo in a process of its own, one at a time on the whole machine: large pictures cannot take its memory."""

from __future__ import annotations

import fcntl
import resource
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep

from reports.cards.logo import LARGEST_FILE, LogoRefused, read_logo

ROOT = Path(__file__).resolve().parents[2]
BROKEN = "This picture cannot be read. Open it, save it again as PNG, then choose it again"
BUSY = "Many pictures are being read at this moment. Wait a minute, then choose it again"
# A picture of the most pixels takes a second, on a machine with other work three.
MOST_SECONDS, LONGEST_WAIT = 15, 20
MOST_MEMORY = 500_000_000


def read_logo_apart(data: bytes) -> bytes:
    """Give the logo, as `read_logo` does. Raises LogoRefused, also if it takes too long or too much memory."""
    with _alone():
        try:
            done = subprocess.run(
                [sys.executable, "-m", "reports.cards.logo_sandbox"],
                input=data[: LARGEST_FILE + 1],
                capture_output=True,
                cwd=ROOT,
                timeout=MOST_SECONDS,
                check=True,
            )
        except (subprocess.TimeoutExpired, subprocess.CalledProcessError) as error:
            raise LogoRefused(BROKEN) from error
    kind, content = done.stdout[:1], done.stdout[1:]
    if kind != b"+":
        raise LogoRefused(content.decode())
    return content


@contextmanager
def _alone() -> Iterator[None]:
    """Wait for the other threads and processes of this installation: they share a lock on this module's file."""
    until = monotonic() + LONGEST_WAIT
    with Path(__file__).open("rb") as file:
        while True:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if monotonic() > until:
                    raise LogoRefused(BUSY) from None
                sleep(0.05)
        yield


def main() -> None:
    """Read the picture on standard input; write + and the logo, or - and the reason of a refusal."""
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    try:
        told = b"+" + read_logo(sys.stdin.buffer.read())
    except LogoRefused as refusal:
        told = b"-" + str(refusal).encode()
    sys.stdout.buffer.write(told)


if __name__ == "__main__":
    main()
