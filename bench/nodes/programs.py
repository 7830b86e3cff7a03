"""The programs of nodes that share one PostgreSQL, started as operators start them, and killed as a power cut does."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from time import monotonic, sleep

from bench.load import answer
from scripts.serve import SITE, worker_command
from storage.keys import make_key_file
from usecases.settings import ROOT

PATIENCE = 90.0
KEYS = ("store.key", "secret.key")


def free_port() -> int:
    """A port that nobody uses now."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
    return port


class Program:
    """A site or a worker of one node; it ends with all of its processes."""

    def __init__(self, name: str, command: Sequence[str], environment: Mapping[str, str], log: Path) -> None:
        self.name = name
        others = {name: value for name, value in os.environ.items() if not name.startswith(("CHECK_", "FLASK_"))}
        self._environment = {**others, **environment}
        self._command, self._log = [sys.executable, *command], log
        self._running: subprocess.Popen[bytes] | None = None

    @property
    def running(self) -> bool:
        """Whether it runs."""
        return self._running is not None and self._running.poll() is None

    @property
    def group(self) -> int:
        """The group of its processes; 0 where it was never started."""
        return self._running.pid if self._running is not None else 0

    def start(self) -> None:
        """Start it where it does not run; what it says goes into its log."""
        if self.running:
            return
        with self._log.open("ab") as log:
            self._running = subprocess.Popen(
                self._command, cwd=ROOT, env=self._environment, stdout=log, stderr=log, start_new_session=True
            )

    def kill(self) -> None:
        """End all of its processes with KILL, at once."""
        if self._running is not None:
            with suppress(ProcessLookupError):
                os.killpg(self._running.pid, signal.SIGKILL)
            self._running.wait()

    def stop(self) -> None:
        """End it as an operator does."""
        if self._running is not None and self.running:
            self._running.terminate()
            with suppress(subprocess.TimeoutExpired):
                self._running.wait(PATIENCE)
        self.kill()

    def said(self) -> str:
        """What it has written to its log."""
        return self._log.read_text(encoding="utf-8", errors="replace") if self._log.exists() else ""


class Site(Program):
    """The site of a node, at a port of its own."""

    def __init__(self, name: str, environment: Mapping[str, str], log: Path) -> None:
        self.port = free_port()
        super().__init__(name, SITE, {**environment, "CHECK_PORT": str(self.port)}, log)

    @property
    def ready(self) -> bool:
        """Whether it is ready for visitors, as a balancer asks."""
        request = b"GET /ready HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
        with suppress(OSError), socket.create_connection(("127.0.0.1", self.port), timeout=30) as server:
            return answer(server, request).startswith(b"HTTP/1.1 200")
        return False

    def wait_until_ready(self) -> None:
        """Wait until it is ready. Raises SystemExit where it ended or never is."""
        until = monotonic() + PATIENCE
        while not self.ready:
            if not self.running or monotonic() > until:
                raise SystemExit(f"{self.name} does not start:\n{self.said()}")
            sleep(0.05)


class Nodes:
    """Nodes with a site and a worker each."""

    def __init__(self, folder: Path, url: str, number: int = 2, *, processes: int = 2) -> None:
        """Give each node a folder with the same keys, as on machines of their own; nothing is started yet."""
        folder.mkdir(exist_ok=True)
        for name in KEYS:
            make_key_file(folder / name)
        self.folder = folder
        self.sites: list[Site] = []
        self.workers: list[Program] = []
        for at in range(1, number + 1):
            own = folder / f"node-{at}"
            own.mkdir(mode=0o700)
            for name in KEYS:
                shutil.copy(folder / name, own / name)
            environment = {"CHECK_DATA": str(own), "CHECK_STORE": url, "CHECK_PROCESSES": str(processes)}
            self.sites.append(Site(f"site {at}", environment, own / "site.log"))
            self.workers.append(Program(f"worker {at}", worker_command(1), environment, own / "worker.log"))

    @property
    def programs(self) -> list[Program]:
        """All of them."""
        return [*self.sites, *self.workers]

    @contextmanager
    def running(self) -> Iterator[None]:
        """Start all at once, wait until the sites are ready, and leave none behind."""
        try:
            for program in self.programs:
                program.start()
            for site in self.sites:
                site.wait_until_ready()
            yield
        finally:
            for program in self.programs:
                program.kill()


@contextmanager
def balancer(ports: Sequence[int]) -> Iterator[int]:
    """A balancer in front of the sites at these ports, in a process of its own; gives its port."""
    port, until = free_port(), monotonic() + PATIENCE
    command = [sys.executable, "-m", "bench.nodes.balancer", str(port), *map(str, ports)]
    with subprocess.Popen(command, cwd=ROOT) as running:
        try:
            while not _listening(port):
                if running.poll() is not None or monotonic() > until:
                    raise SystemExit("The balancer does not start.")
                sleep(0.02)
            yield port
        finally:
            running.kill()


def _listening(port: int) -> bool:
    with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=5):
        return True
    return False
