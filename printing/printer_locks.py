"""The processes that print: each holds a lock on a file of its own, so that others see whether it is still alive.

The system releases the lock when the process ends, for whatever reason. A process number would not do: it is reused,
and means nothing in another container.
"""

from __future__ import annotations

import os
import secrets
from fcntl import LOCK_EX, LOCK_NB, LOCK_SH, flock
from pathlib import Path
from threading import Lock


class PrinterLocks:
    """The printing processes that share a folder; this one joins them when it is first asked for its name."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._own: tuple[int, str, int] | None = None
        # Held while a document is printed: a process prints one at a time.
        self.printing = Lock()

    def own(self) -> str:
        """The name of this process, which counts as living from now to its end. Raises OSError."""
        if self._own is None or self._own[0] != os.getpid():
            if self._own is not None:
                os.close(self._own[2])  # the lock of the process that this one was split off from
            self._own = (os.getpid(), *self._join())
        return self._own[1]

    def living(self, name: str) -> bool:
        """Whether the process of this name still runs."""
        try:
            with (self._folder / name).open("rb") as file:
                flock(file, LOCK_SH | LOCK_NB)
        except FileNotFoundError:
            return False
        except BlockingIOError:
            return True
        return False

    def _join(self) -> tuple[str, int]:
        self._folder.mkdir(parents=True, exist_ok=True)
        for path in self._folder.iterdir():
            if not path.name.startswith(".") and not self.living(path.name):
                path.unlink(missing_ok=True)
        name = f"{os.getpid()}-{secrets.token_hex(8)}"
        # Locked before it has its name, or another process could take it for that of a dead one.
        new = self._folder / f".{name}"
        # Not a file object: nothing but the end of the process may close it.
        held = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
        flock(held, LOCK_EX)
        new.rename(self._folder / name)
        return name, held
