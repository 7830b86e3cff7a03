"""The disk is full: pages are still shown, saving is refused in words, and works again once there is space."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.faults.service import service, services_in
from bench.faults.visitor import lost, make_visitors

SIZE = "24m"


def disk() -> list[str]:
    """Fill a small disk of the service's own; gives what went wrong. Only root can mount one."""
    if os.geteuid() != 0:
        return ["this mounts a small disk in memory, which only root may do: run it as root"]
    with _small_disk() as folder:
        services = services_in(folder)
        visitors = make_visitors(services, 4)
        with service(folder) as running:
            running.start()
            before = [visitor.save(running.port) for visitor in visitors]
            _fill(folder / "filler")
            full = [visitor.save(running.port) for _ in range(10) for visitor in visitors]
            shown = running.answers()
            (folder / "filler").unlink()
            after = [visitor.save(running.port) for visitor in visitors]
        wrong = lost(services, visitors)
        services.store.close()
    print(f"before: {sorted(set(before))}; full: {sorted(set(full))}; space again: {sorted(set(after))}")
    if 503 not in full or not set(full) <= {302, 503}:
        wrong.append(f"on a full disk, saves were answered {sorted(set(full))}")
    if set(before) | set(after) != {302}:
        wrong.append("with space, a save was refused")
    return wrong if shown else [*wrong, "the site did not answer on a full disk"]


@contextmanager
def _small_disk() -> Iterator[Path]:
    with TemporaryDirectory() as name:
        subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={SIZE},mode=700", "tmpfs", name], check=True)
        try:
            yield Path(name)
        finally:
            subprocess.run(["umount", name], check=True)


def _fill(path: Path) -> None:
    with path.open("wb", buffering=0) as file:
        for size in (65_536, 4_096, 1):
            try:
                while file.write(b"x" * size):
                    pass
            except OSError:
                continue
