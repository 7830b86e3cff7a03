"""How a store grows: `python -m bench.growth [file|postgres] [WORKSPACES ...]`; by default both kinds of store, with
10,000, 100,000 and 1,000,000 workspaces.

A store of each size is filled; then the same things are measured in all of them in turn, so that what else the machine
does slows all sizes down alike. Filling takes minutes and some ten gigabytes of the temporary folder.
"""

from __future__ import annotations

import os
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, closing
from datetime import datetime, timedelta
from random import Random
from time import perf_counter

from assessment.answers import Answer
from bench.growth_filling import ANSWERS, NOTE, fill
from bench.growth_pages import Owners
from bench.growth_stores import STORES, Filling, Grown
from bench.table import Row, Times, machine, show
from questions import Bank, load_bank
from storage.sealing import Vault
from usecases.settings import ROOT

SIZES = (10_000, 100_000, 1_000_000)
# In each round so many places, which were not met before; the first round warms up, and is not counted.
ROUNDS, PLACES, DELETED = 7, 50, 10
AIM = 1.5  # times what it takes at the first size


def growth(make: Callable[[], AbstractContextManager[Grown]], sizes: tuple[int, ...] = SIZES) -> Iterator[Row]:
    """Fill a store of each size, then give a row for each thing that was measured."""
    bank, grown = load_bank(ROOT / "questions" / "bank"), dict[int, Grown]()
    with ExitStack() as kept:
        for size in sizes:
            grown[size] = kept.enter_context(make())
            yield _filled(grown[size], bank, size)
        os.sync()  # otherwise the gigabytes are still on their way to the disk while it is measured
        used = {size: kept.enter_context(closing(_Used(each, bank))) for size, each in grown.items()}
        taken: dict[int, dict[str, list[float]]] = {size: defaultdict(list) for size in sizes}
        for at in range(ROUNDS):
            for size, each in used.items():
                for what, seconds in each.measured(at):
                    taken[size][what] += seconds if at else ()
    for size in sizes:
        yield Row(f"{size:,} workspaces", "")
        for what, rounds in taken[size].items():
            measured, first = Times(rounds), Times(taken[sizes[0]][what])
            ratio = measured.median / first.median
            aim = "" if size == sizes[0] else f"at most {AIM} times"
            yield Row(f"  {what}", f"{measured.text('ms')}, {ratio:.2f} times", aim, ratio <= AIM if aim else None)


def _filled(grown: Grown, bank: Bank, size: int) -> Row:
    start = perf_counter()
    with closing(grown.open()) as store:
        store.keep_bank(bank.version, bank.document)
    with grown.filling() as db:
        fill(db, Vault(lambda: (grown.key,)), bank, size)
    return Row(f"{size:,} workspaces", f"{grown.size() / 2**20:,.0f} MB, filled in {perf_counter() - start:.0f} s")


class _Used:
    """A store that is measured, and the places in it that are met."""

    def __init__(self, grown: Grown, bank: Bank) -> None:
        self._grown, self._chance = grown, Random(1)
        with grown.filling() as db:
            ids = _sample(db, self._chance, 2 * ROUNDS * PLACES)
        self._ids, owners = ids[::2], ids[1::2]
        self._owners = Owners(grown.settings(), owners)
        self._store = grown.open()
        self._said = dict.fromkeys([question.id for question in bank.questions][:3], Answer("2", note=NOTE))

    def measured(self, at: int) -> Iterator[tuple[str, list[float]]]:
        """What people, the worker and the operator do, each with how long it took, in seconds."""
        places, store, now = slice(at * PLACES, (at + 1) * PLACES), self._store, datetime.now().astimezone()
        ids = self._ids[places]
        yield from self._owners.measured(places)
        yield "open the store", _each([""], lambda _: self._grown.open().close())
        yield "read all answers of one place", _each(ids, self._read)
        yield "save three answers", _each(ids, lambda one: store.save_answers(one, one, self._said, now))
        yield "begin a workspace", _each(ids, lambda _: store.begin_workspace(self._chance.randbytes(32), now))
        yield "what waits to be printed", _each([""], lambda _: store.unfinished_prints())
        old = now - timedelta(days=396)
        yield "how many are kept too long", _each([""], lambda _: store.untouched_workspaces(old))
        yield "figures of a force", _each([""], lambda _: store.figures("force-0"))
        yield "the queue of a force", _each([""], lambda _: store.queue("force-0", now, state="open", most=50))
        yield "delete a workspace", _each(ids[:DELETED], store.delete_workspace)

    def close(self) -> None:
        """Let go of the store."""
        self._owners.close()
        self._store.close()

    def _read(self, one: str) -> None:
        found = self._store.answered(one, one)
        if found is None or len(found.answers) < ANSWERS:
            raise SystemExit(f"bench: {one} has not {ANSWERS} answers")


def _sample(db: Filling, chance: Random, number: int) -> list[str]:
    """Ids of workspaces from all over the store."""
    wanted, found = "select id from assessments where id >= ? order by id limit 1", dict[str, None]()
    while len(found) < number:
        row = db.run(wanted, (f"{chance.getrandbits(64):016x}",)).fetchone()
        found |= {row[0]: None} if row else {}
    return list(found)


def _each(ids: list[str], act: Callable[[str], object]) -> list[float]:
    taken = []
    for one in ids:
        start = perf_counter()
        act(one)
        taken.append(perf_counter() - start)
    return taken


def main() -> None:
    """Print a table for each kind of store."""
    print(machine())
    kinds = [each for each in sys.argv[1:] if each in STORES] or list(STORES)
    sizes = tuple(int(each) for each in sys.argv[1:] if each not in STORES) or SIZES
    if min(sizes) < 4 * ROUNDS * PLACES:
        raise SystemExit(f"bench: too few places to meet new ones each time; give {4 * ROUNDS * PLACES} or more")
    for kind in kinds:
        show(f"A store that grows ({kind}): {ANSWERS} answers in each workspace", growth(STORES[kind], sizes))


if __name__ == "__main__":
    main()
