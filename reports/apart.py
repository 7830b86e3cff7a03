"""Reads a file of anyone's in a process of its own: one made to take for ever, or all the memory, does no harm.

A module that reads such files calls `read_apart` with its own name, and when it is run as that process `answer`.
"""

from __future__ import annotations

import resource
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
# The first byte of what the process writes: what it read follows, or the reason of a refusal.
_READ, _REFUSED = b"+", b"-"


class RefusedApart(Exception):  # noqa: N818 - it is no error of ours
    """The file was refused, with the reason to show."""


class BrokenApart(Exception):  # noqa: N818 - it is no error of ours
    """The process ended without an answer: it took too long, too much memory, or failed."""


def read_apart(module: str, data: bytes, seconds: float) -> bytes:
    """Give what the module's process makes of the file. Raises RefusedApart and BrokenApart."""
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


def answer(read: Callable[[bytes], bytes], refusal: type[Exception], memory: int) -> None:
    """In the process: read the file on standard input within so many bytes of memory, and write what came of it."""
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    try:
        told = _READ + read(sys.stdin.buffer.read())
    except refusal as refused:
        told = _REFUSED + str(refused).encode()
    sys.stdout.buffer.write(told)
