"""A service of its own to try faults on: a data folder with keys, and the processes that ./run starts."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from time import monotonic, sleep

from bench.load import answer
from storage.keys import make_key_file
from usecases.services import Services
from usecases.settings import ROOT, read_settings

PATIENCE = 120.0


def services_in(folder: Path) -> Services:
    """The services of a data folder, with keys made where there are none."""
    for name in ("store.key", "secret.key"):
        if not (folder / name).exists():
            make_key_file(folder / name)
    return Services(read_settings({"CHECK_DATA": str(folder)}))


class Service:
    """The site and its worker, as ./run starts them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        with socket.create_server(("127.0.0.1", 0)) as listener:
            self.port: int = listener.getsockname()[1]
        self._running: subprocess.Popen[bytes] | None = None

    def start(self) -> float:
        """Start everything where it is not running; the seconds to the first answer."""
        begun = monotonic()
        if self._running is None or self._running.poll() is not None:
            others = {name: value for name, value in os.environ.items() if not name.startswith(("CHECK_", "FLASK_"))}
            environment = others | {"CHECK_DATA": str(self.folder), "CHECK_PORT": str(self.port)}
            command = [sys.executable, "-m", "scripts.serve"]
            self._running = subprocess.Popen(
                command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
            )
        while not self.answers():
            if monotonic() - begun > PATIENCE or self._running.poll() is not None:
                raise SystemExit("The service does not start again: a fault, unless the port was taken.")
            sleep(0.05)
        return monotonic() - begun

    def answers(self) -> bool:
        """Whether the site answers."""
        request = b"GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n"
        with suppress(OSError), socket.create_connection(("127.0.0.1", self.port), timeout=30) as server:
            return answer(server, request).startswith(b"HTTP/1.1 200")
        return False

    def processes(self) -> dict[int, str]:
        """The commands of all its processes, by their ids."""
        return _below(self._running.pid) if self._running else {}

    def kill(self, kind: str) -> bool:
        """End processes of a kind with KILL, at once; False where there are none now."""
        found = self._of(kind)
        for pid in found:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        if kind == "everything" and self._running:
            self._running.wait()
        return bool(found)

    def _of(self, kind: str) -> list[int]:
        if self._running is None:
            return []
        below = self.processes()
        if kind == "everything":
            return [self._running.pid, *below]
        name = "gunicorn" if kind.startswith("site") else "huey"
        first = next((pid for pid, command in below.items() if name in command), None)
        if first is None:
            return []
        return [first] if kind in ("site", "worker") else list(_below(first))

    def wait_for_end(self) -> None:
        """Wait until ./run has ended after one of its programs was killed, as it ends the other then."""
        if self._running:
            self._running.wait(PATIENCE)

    def stop(self) -> None:
        """End it as an operator does."""
        if self._running and self._running.poll() is None:
            self._running.terminate()
            self._running.wait()


@contextmanager
def service(folder: Path) -> Iterator[Service]:
    """A service, ended whatever happens."""
    made = Service(folder)
    try:
        yield made
    finally:
        made.stop()


def _below(pid: int) -> dict[int, str]:
    found: dict[int, str] = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            parent = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
            command = (folder / "cmdline").read_text().replace("\0", " ")
        except OSError:
            continue
        if parent == pid:
            found |= {int(folder.name): command, **_below(int(folder.name))}
    return found
