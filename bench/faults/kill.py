"""Processes are killed in the middle of saves: what the site told a visitor is saved is there afterwards."""

from __future__ import annotations

from itertools import cycle, islice
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from time import sleep

from bench.faults.service import service, services_in
from bench.faults.visitor import Saving, lost, make_visitors
from storage.sqlite.examine import examine

# Who is killed, in turn: one program's children, the program itself, or all at once.
KINDS = ("site's processes", "site", "worker's processes", "worker", "everything")
VISITORS = 4


def kill(rounds: int = 200) -> list[str]:
    """Kill so many times; gives what was lost or broken, which should be nothing."""
    random, wrong, saves = Random(1), list[str](), 0
    with TemporaryDirectory() as name:
        folder = Path(name)
        services = services_in(folder)
        visitors = make_visitors(services, VISITORS)
        with service(folder) as running:
            for number, kind in enumerate(islice(cycle(KINDS), rounds), start=1):
                running.start()
                with Saving(running.port, visitors):
                    sleep(random.uniform(0.2, 1.2))
                    running.kill(kind)
                    if kind in ("site", "worker"):
                        running.wait_for_end()
                wrong += [f"round {number}, {kind}: {each}" for each in lost(services, visitors)]
                saves = sum(each.told for each in visitors)
                print(f"{number:4}  {kind:18} killed; {saves:,} saves told, {len(wrong)} lost", flush=True)
        services.store.close()
        examine(services.settings.database, services.store_keys()[0], in_use=True)
    print(f"{rounds} kills, {saves:,} saves told, {len(wrong)} lost; the database is whole")
    return wrong
