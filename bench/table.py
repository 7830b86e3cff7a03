"""Shared by the benchmarks: timing a function, and the table of results beside their targets."""

from __future__ import annotations

import platform
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from os import cpu_count, getloadavg
from pathlib import Path
from statistics import median
from time import perf_counter


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table; `met` is None where there is no target."""

    what: str
    measured: str
    aim: str = ""
    met: bool | None = None


@dataclass(frozen=True, slots=True)
class Times:
    """How long something took, in seconds: every round."""

    rounds: Sequence[float]

    @property
    def median(self) -> float:
        """Half of the rounds took less."""
        return median(self.rounds)

    @property
    def least(self) -> float:
        """The shortest round, which other work disturbed least."""
        return min(self.rounds)

    def text(self, unit: str) -> str:
        """Median and minimum in milliseconds or microseconds."""
        scale = {"ms": 1e3, "µs": 1e6}[unit]
        return f"{self.median * scale:.2f} {unit} median, {self.least * scale:.2f} least"


def times(function: Callable[[], object], rounds: int) -> Times:
    """Time a function, after one round to warm up."""
    function()
    taken = []
    for _ in range(rounds):
        start = perf_counter()
        function()
        taken.append(perf_counter() - start)
    return Times(taken)


def machine() -> str:
    """The machine and its load. If the load is greater than the number of cores, the results mean little."""
    names = [line for line in Path("/proc/cpuinfo").read_text().splitlines() if line.startswith("model name")]
    cpu = names[0].partition(":")[2].strip() if names else platform.machine()
    load = getloadavg()[0]
    busy = ", busy with other work" if load > (cpu_count() or 1) else ""
    return f"{cpu}, {cpu_count()} cores, Python {platform.python_version()}, load {load:.1f}{busy}"


def show(title: str, rows: Iterable[Row]) -> None:
    """Print one part of the table as soon as it is measured."""
    print(f"\n{title}")
    for row in rows:
        verdict = "" if row.met is None else f"  aim {row.aim}: {'met' if row.met else 'MISSED'}"
        print(f"  {row.what:<44}  {row.measured}{verdict}")
    sys.stdout.flush()
