"""The reports of the example files, with what their commands would print."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from bench.prints import report_of
from reports.report.report import Report
from tests.reports.premises import bank

FOLDER = Path(__file__).resolve().parents[2] / "examples"
NAMES = sorted(path.stem for path in FOLDER.glob("*.yaml"))


@cache
def example(name: str) -> Report:
    """The report of an example."""
    return report_of(bank(), FOLDER / f"{name}.yaml")
