"""Two hundred businesses answer for five minutes: `python -m bench.busy [SECONDS [BUSINESSES]]`, or `make bench-load`.

The site runs as ./run starts it, with a bare Flask page beside it in the same processes. While the businesses answer, a
third process asks for that page and for /health: so the site's times stand beside what any page costs on this machine
at that moment. Then another program holds the database, forty businesses wait to save, and /health is asked again.
Businesses, site and questions share the machine's cores: quote the ratios, and the load that is printed.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from os import getloadavg
from pathlib import Path
from tempfile import TemporaryDirectory
from time import sleep
from typing import Any

from flask import Flask

from app import serve
from assessment.answers import Answer
from assessment.navigation import steps_of
from assessment.path import find_path
from bench.owner import cookie_of, opened
from bench.pages import server
from bench.rules import large_place
from bench.site import BARE
from bench.table import Row, machine, show
from storage.keys import make_key_file
from storage.sqlite.connections import connect
from usecases.services import Services
from usecases.settings import ROOT, read_settings

SECONDS, BUSINESSES, SAVERS = 300.0, 200, 40
PROCESSES = 2  # the default of CHECK_PROCESSES
# Seconds that a person takes for a page of one or two questions: in a hurry, for it takes most people twenty.
THINK = 10.0
# How long another program holds the database, and how soon each saver tries again.
HELD, SAVER_THINKS = 8.0, 1.0
HEALTH, AIM = "/health", 0.1
PATIENCE = 90.0


def busy(seconds: float = SECONDS, businesses: int = BUSINESSES, think: float = THINK) -> Iterator[Row]:
    """Measure, and give a row for each thing as soon as it is known."""
    with TemporaryDirectory() as folder:
        data = Path(folder)
        site = _site(data)
        services: Services = site.extensions["services"]
        people = [_business(site) for _ in range(max(businesses, SAVERS))]
        with server(data, "bench.site:both()", PROCESSES) as (port, _):
            with probed(port, HEALTH, f"{BARE}/") as found:
                said = _answer(people[:businesses], port, seconds, think)
            yield from _under_load(said, found, seconds)
            with _held(services), probed(port, HEALTH, f"{BARE}/") as found:
                waited = _answer(people[:SAVERS], port, HELD, SAVER_THINKS)
            yield from _while_savers_wait(waited, found)
        services.store.close()


def _under_load(said: dict[str, Any], found: dict[str, list[float]], seconds: float) -> Iterator[Row]:
    saved, shown, bare = said["saved"], said["opened"], found[f"{BARE}/"]
    yield Row("load of the machine afterwards", f"{getloadavg()[0]:.1f}")
    yield Row("requests", f"{(len(saved) + len(shown)) / seconds:.1f} a second, {len(saved)} of them saves")
    yield Row("errors", _counted(said["errors"]), "none", not said["errors"])
    yield Row("bare Flask page on the same server", spread(bare))
    for name, taken in (("page of questions opened", shown), ("page of questions saved", saved)):
        ratios = " and ".join(f"{quantile(taken, at) / quantile(bare, at):.1f}" for at in (95, 99))
        yield Row(name, f"{spread(taken)}; p95 and p99 {ratios} times the bare page's")
    yield _health(HEALTH, found[HEALTH])


def _while_savers_wait(waited: dict[str, Any], found: dict[str, list[float]]) -> Iterator[Row]:
    said = f"{_counted(waited['errors'])}; the slowest after {max(waited['saved'], default=0):.1f} s"
    yield Row(f"database held, {SAVERS} savers", said)
    yield Row("bare Flask page meanwhile", spread(found[f"{BARE}/"]))
    yield _health("/health meanwhile", found[HEALTH])


def _health(name: str, taken: Sequence[float]) -> Row:
    return Row(name, f"{spread(taken)} of {len(taken)}", "under 100 ms", max(taken) < AIM)


def quantile(taken: Sequence[float], percent: int) -> float:
    """The time that so many percent of the answers did not exceed (nearest rank)."""
    return sorted(taken)[max(0, -(-len(taken) * percent // 100) - 1)]


def spread(taken: Sequence[float]) -> str:
    """Median, p95, p99 and the slowest in milliseconds."""
    named = (("p50", 50), ("p95", 95), ("p99", 99), ("slowest", 100))
    return ", ".join(f"{name} {quantile(taken, at) * 1000:.0f}" for name, at in named)


def _counted(errors: Sequence[str]) -> str:
    return ", ".join(f"{count} x {error}" for error, count in Counter(errors).most_common()) or "none"


def _site(data: Path) -> Flask:
    for name in ("store.key", "secret.key"):
        make_key_file(data / name)
    return serve(read_settings({"CHECK_DATA": str(data), "CHECK_WORKER": "0"}))


def _business(site: Flask) -> dict[str, Any]:
    """A large place with a full assessment, and every page that it will answer."""
    services: Services = site.extensions["services"]
    client, place = opened(site)
    bank, now = services.bank, services.now()
    profile, kinds = large_place(bank)
    services.store.save_profile(place.workspace_id, place.id, profile, now)
    begun = services.store.start_assessment(place.workspace_id, place.id, bank.version, "full", now)
    # The pages of a place that has answered everything, so that all of them are there from the beginning.
    answers = dict.fromkeys(kinds, Answer("2"))
    services.store.save_answers(place.workspace_id, begun.id, answers, now)
    pages = [
        (
            f"/assessments/{begun.id}/areas/{step.area.id}/{step.number}",
            [f"choice-{each.id}" for each in step.questions],
        )
        for step in steps_of(bank, find_path(bank, profile, answers))
    ]
    return {"cookie": cookie_of(client), "pages": pages}


def _answer(people: Sequence[dict[str, Any]], port: int, seconds: float, think: float) -> dict[str, Any]:
    command = [sys.executable, "-m", "bench.answering", str(port), str(seconds), str(think)]
    done = subprocess.run(
        command, cwd=ROOT, input=json.dumps(people), text=True, stdout=subprocess.PIPE, check=True,
        timeout=seconds + 2 * think + PATIENCE,
    )  # fmt: skip
    said: dict[str, Any] = json.loads(done.stdout)
    return said


@contextmanager
def probed(port: int, *addresses: str) -> Iterator[dict[str, list[float]]]:
    """Ask for the addresses until the end of the block; afterwards, what came is in what this gives."""
    command = [sys.executable, "-m", "bench.probe", str(port), *addresses]
    found: dict[str, list[float]] = {}
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as asking:
        sleep(1)
        try:
            yield found
        finally:
            said, _ = asking.communicate(timeout=PATIENCE)
            found |= json.loads(said)


@contextmanager
def _held(services: Services) -> Iterator[None]:
    """Take the writers' place in the database, as another program could."""
    db = connect(services.settings.database, services.store_keys()[0], 10)
    db.execute("begin immediate")
    try:
        yield
    finally:
        db.rollback()
        db.close()


def main() -> None:
    """Measure and print."""
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else SECONDS
    businesses = int(sys.argv[2]) if len(sys.argv) > 2 else BUSINESSES
    print(machine())
    title = f"{businesses} businesses, a page about every {THINK:.0f} s each, for {seconds:.0f} s; milliseconds"
    show(f"Load: {title}", busy(seconds, businesses))


if __name__ == "__main__":
    main()
