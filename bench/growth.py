"""How a store grows: `python -m bench.growth [file|postgres] [WORKSPACES ...]`; by default both kinds of store, with
10,000, 100,000 and 1,000,000 workspaces.

Each workspace has a place with one assessment of 30 answers, a third of them with a note, and a plan that was printed;
all are shared with a force. A store grows from one size to the next, and at each size the same things are measured
through a store opened anew. Filling it takes minutes and some ten gigabytes of the temporary folder.
"""

from __future__ import annotations

import json
import os
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import datetime, timedelta
from random import Random
from secrets import token_bytes, token_hex
from time import perf_counter

from assessment.answers import Answer
from assessment.path import find_path
from assessment.share_facts import ShareFacts
from bench.growth_stores import STORES, Filling, Grown, Value
from bench.rules import large_place
from bench.table import Row, Times, machine, show, times
from questions import Bank, load_bank
from storage.sealing import Vault
from storage.sql.answers import IN_A_BLOCK
from storage.sql.figures import facts_place
from storage.sql.rows import facts_to_json, to_json, to_time
from storage.store import Store
from usecases.settings import ROOT

SIZES = (10_000, 100_000, 1_000_000)
ANSWERS, FORCES = 30, 45
NOTE = "The rear gate does not latch by itself, and the drivers who deliver leave it open until noon."
SAMPLE, ROUNDS = 300, 5
AIM = 1.5  # times what it takes at the first size

# The rows of one workspace, as the store would have written them.
_TABLES = {
    "workspaces": "id, code_digest, created, touched, data_key",
    "premises": "id, workspace_id, sealed, created",
    "assessments": "id, premises_id, workspace_id, reference, bank_version, kind, sealed, started",
    "answer_blocks": "assessment_id, number, sealed",
    "prints": "id, key, kind, subject, workspace_id, assessment_id, asked, started, printed, document",
    "shares": "id, workspace_id, premises_id, assessment_id, force_id, wish, sealed, created, until, state, "
    "sealed_facts",
}
_SLICE = 2_000  # workspaces that are written at once
# A tally of the figures, as adding the shares one by one would have left it.
_TALLY = (
    "insert into figures (force_id, kind, key, count, points, most) values (?, 'use', 'hall', ?, 0, 0) "
    "on conflict (force_id, kind, key) do update set count = figures.count + excluded.count"
)


def growth(grown: Grown, sizes: tuple[int, ...] = SIZES) -> Iterator[Row]:
    """Fill a store to each size in turn, and give a row for each thing as soon as it is measured."""
    bank = load_bank(ROOT / "questions" / "bank")
    first: dict[str, float] = {}
    with closing(grown.open()) as store:
        store.keep_bank(bank.version, "{}")
    have = 0
    for size in sizes:
        start = perf_counter()
        with grown.filling() as db:
            _fill(db, Vault(lambda: (grown.key,)), bank, range(have, size))
        have, taken = size, perf_counter() - start
        os.sync()  # otherwise the gigabytes are still on their way to the disk while it is measured
        yield Row(f"{size:,} workspaces", f"{grown.size() / 2**20:,.0f} MB, filled in {taken:.0f} s")
        with grown.filling() as db:
            ids = _sample(db, Random(size))
        for what, measured in _measured(grown, ids, bank, Random(size)):
            ratio = measured.median / first.setdefault(what, measured.median)
            aim = "" if size == sizes[0] else f"at most {AIM} times"
            yield Row(f"  {what}", f"{measured.text('ms')}, {ratio:.2f} times", aim, ratio <= AIM if aim else None)


def _fill(db: Filling, vault: Vault, bank: Bank, numbers: range) -> None:
    """Add workspaces with these numbers."""
    now = datetime.now().astimezone()
    made = _Workspaces(vault, bank, now)
    for at in range(numbers.start, numbers.stop, _SLICE):
        some = [made.rows(n) for n in range(at, min(at + _SLICE, numbers.stop))]
        for table, names in _TABLES.items():
            marks = ", ".join("?" * (names.count(",") + 1))
            lines = sorted(line for each in some for line in each[table])
            db.many(f"insert into {table} ({names}) values ({marks})", lines)
    each = Counter(n % FORCES for n in numbers)
    db.many(_TALLY, [(f"force-{force}", count) for force, count in each.items()])


class _Workspaces:
    """Makes the rows of workspaces. Ids are random, as real ones are: what one reads lies anywhere in the store."""

    def __init__(self, vault: Vault, bank: Bank, now: datetime) -> None:
        self._vault, self._bank, self._now = vault, bank, now
        profile, answers = large_place(bank)
        asked = [question.id for question in find_path(bank, profile, answers)][:ANSWERS]
        self._profile = to_json(profile)
        self._facts = facts_to_json(ShareFacts("full", use="hall", areas={"access": (3, 9)}, gaps=("gates",)))
        # The blocks of one workspace are those of every fourth.
        self._blocks = [_blocks(asked, shift) for shift in range(4)]

    def rows(self, n: int) -> dict[str, list[tuple[Value, ...]]]:
        """The rows of the workspace with this number, by table."""
        one, day = token_hex(8), to_time(self._now - timedelta(days=n % 390))
        wrapped = self._vault.new_key(one)
        seal, until = self._vault.seal(one, wrapped), to_time(self._now + timedelta(days=90))
        asked = seal.close('["", ""]', "shares", one, "asked")
        facts = seal.close(self._facts, *facts_place(one))
        profile = (seal.close(self._profile, table, one) for table in ("premises", "assessments"))
        document = seal.close(bytes(1000), "prints", one)
        return {
            "workspaces": [(one, token_bytes(32), day, day, wrapped)],
            "premises": [(one, one, next(profile), day)],
            "assessments": [(one, one, one, f"CPS-{n}", self._bank.version, "full", next(profile), day)],
            "answer_blocks": [
                (one, number, seal.close(text, "answer_blocks", one, str(number)))
                for number, text in enumerate(self._blocks[n % 4], start=1)
            ],
            "prints": [(one, one, "plan", "{}", one, one, day, day, day, document)],
            "shares": [(one, one, one, one, f"force-{n % FORCES}", "share", asked, day, until, "open", facts)],
        }


def _blocks(asked: list[str], shift: int) -> list[str]:
    said = [(question, [str((at + shift) % 4), *(() if at % 3 else ("", NOTE))]) for at, question in enumerate(asked)]
    return [json.dumps([["", None, dict(some)]]) for some in _by(said, IN_A_BLOCK)]


def _by(values: list[tuple[str, list[str]]], size: int) -> list[list[tuple[str, list[str]]]]:
    return [values[at : at + size] for at in range(0, len(values), size)]


def _measured(grown: Grown, ids: list[str], bank: Bank, chance: Random) -> Iterator[tuple[str, Times]]:
    """What people, the worker and the operator do, each with how long it took."""
    yield "open the store", times(lambda: grown.open().close(), ROUNDS)
    with closing(grown.open()) as store:
        now = datetime.now().astimezone()
        yield "read a page: all answers of one place", _each(ids, lambda one: _read(store, one))
        saved = dict.fromkeys([question.id for question in bank.questions][:3], Answer("2", note=NOTE))
        yield "save three answers", _each(ids, lambda one: store.save_answers(one, one, saved, now))
        yield "begin a workspace", _each(ids, lambda _: store.begin_workspace(chance.randbytes(32), now))
        yield "what waits to be printed", times(store.unfinished_prints, ROUNDS)
        yield "how many are kept too long", times(lambda: store.untouched_workspaces(now - timedelta(days=396)), ROUNDS)
        yield "figures of a force", times(lambda: store.figures("force-0"), ROUNDS)
        yield "the queue of a force", times(lambda: store.queue("force-0", now, state="open", most=50), ROUNDS)
        yield "delete a workspace", _each(ids[:50], store.delete_workspace)


def _sample(db: Filling, chance: Random) -> list[str]:
    """Ids of workspaces from all over the store."""
    wanted = "select id from assessments where id >= ? order by id limit 1"
    found = (db.run(wanted, (f"{chance.getrandbits(60):016x}",)).fetchone()[0] for _ in range(SAMPLE))
    return list(dict.fromkeys(found))


def _each(ids: list[str], act: Callable[[str], object]) -> Times:
    taken = []
    for one in ids:
        start = perf_counter()
        act(one)
        taken.append(perf_counter() - start)
    return Times(taken)


def _read(store: Store, one: str) -> None:
    found = store.answered(one, one)
    if found is None or len(found.answers) < ANSWERS:
        raise SystemExit(f"bench: {one} has not {ANSWERS} answers")


def main() -> None:
    """Print a table for each kind of store, a row as soon as it is known."""
    print(machine())
    kinds = [each for each in sys.argv[1:] if each in STORES] or list(STORES)
    sizes = tuple(int(each) for each in sys.argv[1:] if each not in STORES) or SIZES
    for kind in kinds:
        with STORES[kind]() as grown:
            show(f"A store that grows ({kind}): {ANSWERS} answers in each workspace", growth(grown, sizes))


if __name__ == "__main__":
    main()
