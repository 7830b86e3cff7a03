"""How a store grows: `python -m bench.growth [file|postgres] [WORKSPACES ...]`; by default both kinds of store, with
10,000, 100,000 and 1,000,000 workspaces.

Each workspace has a place with one assessment of 30 answers, a third of them with a note, and a plan that was printed;
all are shared with a force. A store grows from one size to the next, and at each size the same things are measured
through a store opened anew. Filling it takes minutes and some ten gigabytes of the temporary folder.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from datetime import datetime, timedelta
from random import Random
from time import perf_counter

from assessment.answers import Answer
from assessment.path import find_path
from assessment.share_facts import ShareFacts
from bench.growth_stores import STORES, Filling, Grown
from bench.rules import large_place
from bench.table import Row, Times, machine, show, times
from questions import Bank, load_bank
from storage.sql.rows import facts_to_json, to_json, to_time
from storage.store import Store
from usecases.settings import ROOT

SIZES = (10_000, 100_000, 1_000_000)
ANSWERS, FORCES = 30, 45
NOTE = "The rear gate does not latch by itself, and the drivers who deliver leave it open until noon."
SAMPLE, ROUNDS = 300, 5
AIM = 1.5  # times what it takes at the first size

# Ids are random, as real ones are: what one business reads lies anywhere in the store. {words} differ between stores.
_NUMBERS = "create temp table numbers (n integer primary key, id text, moment text)"
_NUMBER = (
    "insert into numbers with recursive each(n) as (select cast(:first as integer) union all "
    "select n + 1 from each where n < :last) select n, {id}, {moment} from each"
)
_FILL = (
    "insert into workspaces (id, code_digest, created, touched) "
    "select id, {secret}, moment, moment from numbers order by id",
    "insert into premises (id, workspace_id, profile, created) "
    "select id, id, :profile, moment from numbers order by id",
    "insert into assessments (id, premises_id, workspace_id, reference, bank_version, kind, profile, started) "
    "select id, id, id, 'CPS-' || n, :bank, 'full', :profile, moment from numbers order by id",
    "insert into answers (assessment_id, question_id, choice, reason, note) "
    "select id, question, cast((n + place) % 4 as text), '', case when place % 3 <> 0 then '' else :note end "
    "from numbers cross join questions order by id, question",
    "insert into prints (id, key, kind, subject, workspace_id, assessment_id, asked, started, printed, document) "
    "select id, id, 'plan', id, id, id, moment, moment, moment, {document} from numbers order by id",
    "insert into shares (id, workspace_id, premises_id, assessment_id, force_id, wish, message, reach, created, until, "
    "state, outcome, facts) select id, id, id, id, 'force-' || (n % :forces), 'share', '', '', moment, :until, 'open', "
    "'', :facts from numbers order by id",
)
# A tally of the figures, as adding the shares one by one would have left it.
_TALLY = (
    "insert into figures (force_id, kind, key, count, points, most) "
    "select 'force-' || (n % :forces), 'use', 'hall', count(*), 0, 0 from numbers where n > 0 group by 1 "
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
            _fill(db, grown.words, bank, have, size)
        have, taken = size, perf_counter() - start
        yield Row(f"{size:,} workspaces", f"{grown.size() / 2**20:,.0f} MB, filled in {taken:.0f} s")
        with grown.filling() as db:
            ids = _sample(db, Random(size))
        for what, measured in _measured(grown, ids, bank, Random(size)):
            ratio = measured.median / first.setdefault(what, measured.median)
            aim = "" if size == sizes[0] else f"at most {AIM} times"
            yield Row(f"  {what}", f"{measured.text('ms')}, {ratio:.2f} times", aim, ratio <= AIM if aim else None)


def _fill(db: Filling, words: Mapping[str, str], bank: Bank, have: int, size: int) -> None:
    """Add workspaces until there are so many."""
    now = datetime.now().astimezone()
    profile, answers = large_place(bank)
    asked = [question.id for question in find_path(bank, profile, answers)][:ANSWERS]
    facts = ShareFacts("full", use="hall", areas={"access": (3, 9)}, gaps=("gates",))
    given: dict[str, str | int] = {
        "now": to_time(now),
        "until": to_time(now + timedelta(days=90)),
        "bank": bank.version,
        "note": NOTE,
        "profile": to_json(profile),
        "facts": facts_to_json(facts),
        "forces": FORCES,
        "first": have + 1,
        "last": size,
    }
    db.run(_NUMBERS)
    db.run("create temp table questions (place integer primary key, question text)")
    db.many("insert into questions values (?, ?)", list(enumerate(asked)))
    for sql in (_NUMBER, *_FILL, _TALLY):
        db.run(sql.format_map(words), given)


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
