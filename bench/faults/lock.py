"""Another program holds the database: reading goes on, saving is refused in words, nothing that was saved is lost."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread
from time import monotonic

from bench.faults.service import service, services_in
from bench.faults.visitor import Visitor, lost, make_visitors
from storage.sqlite.connections import connect
from usecases.services import Services

SAVERS = 40
# Seconds that a save waits for the database before it is refused (5), and what all of them take beside that.
LONGEST = 8.0


def lock() -> list[str]:
    """Hold the writers' place while many save, and ask /health meanwhile; gives what went wrong."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        services = services_in(folder)
        visitors = make_visitors(services, SAVERS)
        with service(folder) as running:
            running.start()
            for visitor in visitors:
                visitor.save(running.port)
            with _held(services):
                answers, slowest = _all_save(running.port, visitors)
                alive = running.answers()
            after = [visitor.save(running.port) for visitor in visitors]
        wrong = lost(services, visitors)
        services.store.close()
    print(f"locked: {SAVERS} saves answered {sorted(set(answers))}, the slowest after {slowest:.1f} s")
    print(f"afterwards: answered {sorted(set(after))}; {len(wrong)} lost")
    if set(answers) != {503}:
        wrong.append(f"while locked, saves were answered {sorted(set(answers))}, not 503")
    if slowest > LONGEST:
        wrong.append(f"while locked, a save was answered only after {slowest:.1f} s")
    if set(after) != {302}:
        wrong.append(f"afterwards, saves were answered {sorted(set(after))}, not 302")
    return wrong if alive else [*wrong, "/health did not answer while it was locked"]


@contextmanager
def _held(services: Services) -> Iterator[None]:
    db = connect(services.settings.database, services.store_keys()[0], 10)
    db.execute("begin immediate")
    try:
        yield
    finally:
        db.rollback()
        db.close()


def _all_save(port: int, visitors: list[Visitor]) -> tuple[list[int], float]:
    answers, begun = list[int](), monotonic()
    threads = [Thread(target=lambda each=each: answers.append(each.save(port))) for each in visitors]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers, monotonic() - begun
