"""`python -m bench.nodes [SECONDS [BUSINESSES]]`, or `make bench-nodes`: nodes are killed, and nothing may be lost.

Two sites and two workers, as operators start them, one PostgreSQL that waits for its disk, and a balancer of ours in
front. First the requests a second with one node and with two, in turn; then businesses answer and print for so many
seconds, while one of the four programs after the other is killed with all its processes, and started again. Ends with
code 1 if an answer that was told to be saved is not there, a document is missing, came half or came in two versions, a
session was lost, or a request failed that no kill explains. All of it shares the cores of one machine.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from statistics import median
from tempfile import TemporaryDirectory
from threading import Event
from time import monotonic, sleep

from flask import Flask

from app import serve
from bench.nodes.people import DOCUMENTS, Business, Going, make_business
from bench.nodes.programs import KEYS, Nodes, Program, balancer
from bench.table import Row, machine, show
from storage.records import PrintOrder
from storage.store import Store
from tests.postgres_cluster import made_database, running_cluster
from usecases.settings import ROOT, read_settings

SECONDS, BUSINESSES = 300.0, 200
# Seconds between two pages of one business; people take longer.
THINK = 10.0
# Businesses without a pause, for the requests a second; seconds of a round, and rounds of each kind in turn.
HURRIED, ROUND, ROUNDS = 24, 8.0, 3
# One business in so many prints its plan and its record.
PRINTS = 5
# Seconds between two kills, and until what was killed is started again.
BETWEEN, DOWN = (8.0, 16.0), (0.5, 3.0)
# Seconds after a kill in which a request that was on its way to the dead fails.
BLAME = 2.0
# Seconds that documents may take at the end: a lease, and a print for each that waits.
PATIENCE = 180.0


@dataclass
class Deaths:
    """Who was killed, and when."""

    at: list[tuple[float, str]] = field(default_factory=list)

    def explain(self, moment: float) -> bool:
        """Whether a site was killed just before a moment."""
        return any(name.startswith("site") and -0.5 <= moment - died <= BLAME for died, name in self.at)


def nodes(seconds: float = SECONDS, businesses: int = BUSINESSES) -> Iterator[Row]:
    """Measure, and give a row for each thing as soon as it is known."""
    with TemporaryDirectory() as folder, running_cluster(careful=True) as server:
        url = made_database(server, "nodes")
        ours = Nodes(Path(folder) / "nodes", url)
        site = _site(ours.folder, url)
        people = [make_business(site) for _ in range(max(businesses, HURRIED))]
        with closing(site.extensions["services"].store) as store, ours.running():
            yield from _rates(ours, people[:HURRIED])
            yield from _killing(ours, people[:businesses], store, seconds)


def _site(folder: Path, url: str) -> Flask:
    """A site of our own, with the keys of the nodes: it makes the businesses, and looks at the store at the end."""
    given = {"CHECK_DATA": str(folder), "CHECK_STORE": url, "CHECK_WORKER": "0"}
    assert all((folder / name).exists() for name in KEYS)
    return serve(read_settings(given))


def _rates(ours: Nodes, people: Sequence[Business]) -> Iterator[Row]:
    rates: dict[int, list[float]] = {1: [], 2: []}
    errors: Counter[str] = Counter()
    for _ in range(ROUNDS):
        for number, found in rates.items():
            with balancer([each.port for each in ours.sites[:number]]) as port:
                said = _hurried(people, port)
            found.append((len(said["opened"]) + len(said["saved"])) / ROUND)
            errors.update(said["errors"])
    one, two = (median(each) for each in rates.values())
    yield Row("one node, without a pause", f"{one:.0f} requests a second, half of them saves")
    yield Row("two nodes, without a pause", f"{two:.0f} requests a second, {two / one:.2f} times one")
    yield Row("errors", _counted(errors), "none", not errors)


def _hurried(people: Sequence[Business], port: int) -> dict[str, list[str]]:
    given = [{"cookie": each.cookie, "pages": [(each.page, [f"choice-{each.question}"])]} for each in people]
    command = [sys.executable, "-m", "bench.answering", str(port), str(ROUND), "0.001"]
    done = subprocess.run(
        command, cwd=ROOT, input=json.dumps(given), text=True, stdout=subprocess.PIPE, check=True, timeout=120
    )
    said: dict[str, list[str]] = json.loads(done.stdout)
    return said


def _killing(ours: Nodes, people: Sequence[Business], store: Store, seconds: float) -> Iterator[Row]:
    over, deaths, begun = Event(), Deaths(), monotonic()
    with balancer([each.port for each in ours.sites]) as port:
        going = [
            Going(each, port, over, think=THINK, prints_within=0 if at % PRINTS else seconds)
            for at, each in enumerate(people)
        ]
        for each in going:
            each.start()
        _kill(ours, seconds, deaths)
        until = monotonic() + PATIENCE
        while any(one.came is None for each in people for one in each.printed) and monotonic() < until:
            sleep(0.5)
        over.set()
        for each in going:
            each.join()
        # Once more, from both nodes: the document is the same one.
        for business in people:
            for one in business.printed:
                for node in ours.sites:
                    business.look(node.port, one)
    yield from _told(people, deaths, monotonic() - begun)
    yield Row("what the sites said about it", _counted(Counter(_said(ours))))
    yield from _kept(people, store)


def _kill(ours: Nodes, seconds: float, deaths: Deaths) -> None:
    """Kill one program after the other at random; a site only while the other is ready, as there is none otherwise."""
    random, until, dead = Random(1), monotonic() + seconds, list[tuple[float, Program]]()
    next_kill = monotonic() + BETWEEN[1]
    while monotonic() < until:
        sleep(0.1)
        for moment, program in dead[:]:
            if monotonic() >= moment:
                program.start()
                dead.remove((moment, program))
        if monotonic() < next_kill:
            continue
        ready = [each for each in ours.sites if each.running and each.ready]
        candidates: list[Program] = [each for each in ours.workers if each.running]
        candidates += ready if len(ready) > 1 else []
        if candidates:
            chosen = random.choice(candidates)
            chosen.kill()
            deaths.at.append((monotonic(), chosen.name))
            dead.append((monotonic() + random.uniform(*DOWN), chosen))
        next_kill = monotonic() + random.uniform(*BETWEEN)
    for _, program in dead:
        program.start()


def _told(people: Sequence[Business], deaths: Deaths, seconds: float) -> Iterator[Row]:
    """What the businesses saw."""
    killed = Counter(name for _, name in deaths.at)
    yield Row(
        "killed and started again", ", ".join(f"{name} {number} times" for name, number in sorted(killed.items()))
    )
    requests, saves = sum(each.requests for each in people), sum(each.saves for each in people)
    yield Row("requests", f"{requests:,}, {requests / seconds:.0f} a second; {saves:,} saves told")
    errors = [(moment, said) for each in people for moment, said in each.errors]
    blamed = Counter(said for moment, said in errors if deaths.explain(moment))
    others = Counter(said for moment, said in errors if not deaths.explain(moment))
    yield Row("failed on the way to a node as it was killed", _counted(blamed))
    yield Row("failed otherwise", _counted(others), "none", not others)
    signed_out = sum(each.signed_out for each in people)
    yield Row("asked for their code again", f"{signed_out}", "none", not signed_out)


def _said(ours: Nodes) -> list[str]:
    """Errors of the store in the logs of the sites, without when they were."""
    return [line for site in ours.sites for line in site.said().splitlines() if line.startswith("Store")]


def _kept(people: Sequence[Business], store: Store) -> Iterator[Row]:
    """What is there afterwards."""
    lost = [each for each in people if not each.told <= _note(store, each) <= each.tried]
    yield Row("saves told and not there", f"{len(lost)}", "none", not lost)
    ordered = [one for each in people for one in each.printed]
    took = sorted(one.came - one.asked for one in ordered if one.came is not None)
    spread = f"; median {median(took):.1f} s, slowest {took[-1]:.1f} s" if took else ""
    yield Row(
        "documents ordered and given", f"{len(ordered)} and {len(took)}{spread}", "all", len(took) == len(ordered)
    )
    bad = sum(one.half or len(one.digests) != 1 for one in ordered)
    yield Row("documents half, or in two versions", f"{bad}", "none", not bad)
    rows = [order for each in people for kind in DOCUMENTS for order in _orders(store, each, kind)]
    again = sum(order.tries > 1 for order in rows)
    once = len(rows) == len(ordered)
    yield Row("orders in the store", f"{len(rows)}, {again} printed again after a death", "each once", once)


def _orders(store: Store, business: Business, kind: str) -> list[PrintOrder]:
    found = store.find_assessment(business.finished)
    assert found is not None
    return [each for each in store.prints_of(found.workspace_id, kind) if each.assessment_id == business.finished]


def _note(store: Store, business: Business) -> int:
    found = store.answers(business.running).get(business.question)
    return int(found.note) if found and found.note else 0


def _counted(errors: Counter[str]) -> str:
    return ", ".join(f"{count} x {error}" for error, count in errors.most_common()) or "none"


def main() -> int:
    """Measure and print; 1 if anything was missed."""
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else SECONDS
    businesses = int(sys.argv[2]) if len(sys.argv) > 2 else BUSINESSES
    print(machine())
    rows = []

    def seen() -> Iterator[Row]:
        for row in nodes(seconds, businesses):
            rows.append(row)
            yield row

    show(f"Two nodes: {businesses} businesses for {seconds:.0f} s, while programs are killed", seen())
    return 1 if any(row.met is False for row in rows) else 0


if __name__ == "__main__":
    sys.exit(main())
