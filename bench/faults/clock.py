"""The clock of the machine jumps: what is saved stays, sessions end or go on, and saving works at any time.

Then the worker's tasks are done as in another year: nothing may be deleted because of a wrong clock.
"""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

from flask import Flask

from app import serve
from bench.faults.service import services_in
from bench.faults.visitor import lost, make_visitors
from bench.pages import server
from usecases.housekeeping import keep_house
from usecases.services import Services

JUMPS = (timedelta(0), timedelta(hours=13), timedelta(days=-2), timedelta(days=60), timedelta(0))
ANOTHER_YEAR = timedelta(days=900)
_HOURS = "BENCH_CLOCK_HOURS"


def clock() -> list[str]:
    """Start the site at other times, one after the other; gives what went wrong."""
    wrong = []
    with TemporaryDirectory() as name:
        services = services_in(Path(name))
        visitors = make_visitors(services, 4)
        services.store.close()
        for jump in JUMPS:
            os.environ[_HOURS] = str(jump / timedelta(hours=1))
            with server(Path(name), "bench.faults.clock:shifted()") as (port, _):
                answers = [visitor.save(port) for _ in range(5) for visitor in visitors]
            print(f"clock {jump / timedelta(hours=1):+.0f} hours: saves answered {sorted(set(answers))}")
            if set(answers) != {302}:
                wrong.append(f"at {jump}, saves were answered {sorted(set(answers))}")
        again = services_in(Path(name))
        keep_house(again)
        with patch.object(Services, "now", lambda _: datetime.now(UTC) + ANOTHER_YEAR):
            keep_house(again)
        gone = sum(again.store.find_assessment(each.assessment_id) is None for each in visitors)
        print(f"clock {ANOTHER_YEAR / timedelta(days=1):+.0f} days, the worker's tasks: {gone} deleted")
        wrong += lost(again, visitors)
        again.store.close()
    return wrong


def shifted() -> Flask:
    """The site with its clock moved."""
    shift = timedelta(hours=float(os.environ[_HOURS]))
    patch.object(Services, "now", lambda _: datetime.now(UTC) + shift).start()
    return serve()
