"""Reads a file of anyone's in a process of its own: one made to take for ever, or all the memory, does no harm.

A module that reads such files calls `read_apart` with its own name, and when it is run as that process `answer`. Only
so many of a kind are read at once on the whole machine, and only so many threads wait for that: many files at once take
no more memory than a few, and leave threads for everything else.
"""

from __future__ import annotations

import fcntl
import resource
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from io import BufferedReader
from pathlib import Path
from threading import BoundedSemaphore
from time import monotonic, sleep

ROOT = Path(__file__).resolve().parents[1]
# So many threads of a process may read such files, or wait for it. The site has them beside those for everything else
# (scripts/gunicorn_conf.py).
MOST_THREADS = 12
# Seconds until a thread that waits gives up; with the time for reading less than a proxy waits for an answer.
LONGEST_WAIT = 30.0
_AGAIN = 0.05
# Seconds of work after which the process ends by itself, as where whoever waits for it has been killed.
MOST_WORK = 60
_threads = BoundedSemaphore(MOST_THREADS)
# The first byte of what the process writes: what it read follows, or the reason of a refusal.
_READ, _REFUSED = b"+", b"-"


class RefusedApart(Exception):  # noqa: N818 - it is no error of ours
    """The file was refused, with the reason to show."""


class BrokenApart(Exception):  # noqa: N818 - it is no error of ours
    """The process ended without an answer: it took too long, too much memory, or failed."""


class BusyApart(Exception):  # noqa: N818 - it is no error of ours
    """So many files are being read that this one is not."""


def read_apart(module: str, data: bytes, seconds: float, at_once: int) -> bytes:
    """Give what the module's process makes of the file. Raises RefusedApart, BrokenApart and BusyApart.

    At most `at_once` files are read by modules of the same folder at the same time, on the whole machine.
    """
    with _turn(module, at_once):
        try:
            done = subprocess.run(  # noqa: S603 - our own module
                [sys.executable, "-m", module], input=data, capture_output=True, cwd=ROOT, timeout=seconds, check=True
            )
        except (subprocess.TimeoutExpired, subprocess.CalledProcessError) as error:
            raise BrokenApart from error
    kind, content = done.stdout[:1], done.stdout[1:]
    if kind == _REFUSED:
        raise RefusedApart(content.decode())
    if kind != _READ:
        raise BrokenApart
    return content


@contextmanager
def _turn(module: str, at_once: int) -> Iterator[None]:
    """Wait for other threads and processes of this installation: they share locks on the module's folder's files."""
    folder = (ROOT / module.replace(".", "/")).parent
    with ExitStack() as held:
        if not _threads.acquire(blocking=False):
            raise BusyApart
        held.callback(_threads.release)
        places = [held.enter_context(path.open("rb")) for path in sorted(folder.glob("*.py"))[:at_once]]
        until = monotonic() + LONGEST_WAIT
        while not _took_one(places):
            if monotonic() > until:
                raise BusyApart
            sleep(_AGAIN)
        yield


def _took_one(places: Sequence[BufferedReader]) -> bool:
    for file in places:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            continue
        return True
    return False


def answer(read: Callable[[bytes], bytes], refusal: type[Exception], memory: int) -> None:
    """In the process: read the file on standard input within so many bytes of memory, and write what came of it."""
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_WORK, MOST_WORK))
    try:
        told = _READ + read(sys.stdin.buffer.read())
    except refusal as refused:
        told = _REFUSED + str(refused).encode()
    sys.stdout.buffer.write(told)
