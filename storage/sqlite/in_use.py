"""Who uses a database: each process that has it open shares a lock, which only a restore takes for itself alone.

The lock is on the folder. Opening and closing the database file itself would drop SQLite's own locks on it.
"""

from __future__ import annotations

import fcntl
import os
import weakref
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from storage.errors import StoreUnavailable


def hold(user: object, path: Path) -> Callable[[], object]:
    """Share the lock until the function that this gives is called, or `user` is no more.

    Child processes that inherit it share it too. Raises OSError, and StoreUnavailable while a back-up is restored.
    """
    return weakref.finalize(user, os.close, _share(path))


@contextmanager
def shared(path: Path) -> Iterator[None]:
    """Share the lock for a while. Raises as `hold`."""
    descriptor = _share(path)
    try:
        yield
    finally:
        os.close(descriptor)


@contextmanager
def alone(path: Path) -> Iterator[None]:
    """Have the database to oneself. Raises OSError, and StoreUnavailable where another process has it open."""
    descriptor = _open(path)
    try:
        if not lock(descriptor, fcntl.LOCK_EX):
            raise StoreUnavailable(
                f"Another program has {path} open. Stop the site, the worker and every other command first "
                "(systemctl stop check-site check-worker), then run this again."
            )
        yield
    finally:
        os.close(descriptor)


def _share(path: Path) -> int:
    descriptor = _open(path)
    if not lock(descriptor, fcntl.LOCK_SH):
        os.close(descriptor)
        raise StoreUnavailable("A back-up is being restored. Start again when that is done.")
    return descriptor


def _open(path: Path) -> int:
    return os.open(path.parent, os.O_RDONLY | os.O_DIRECTORY)


def lock(descriptor: int, kind: int) -> bool:
    """Whether the lock on an open file, of the kind LOCK_SH or LOCK_EX, could be had at once."""
    try:
        fcntl.flock(descriptor, kind | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
