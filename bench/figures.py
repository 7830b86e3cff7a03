"""Measures a force's figures with very many assessments in the store, and shows the plans of their queries."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from flask import Flask
from sqlite_utils import Database

from app import serve
from assessment.answers import Answer
from assessment.evaluation import evaluate
from assessment.path import find_path
from assessment.share_facts import ShareFacts, share_facts
from bench.adviser import signed_in
from bench.rules import large_place
from bench.table import Row, Times, times
from local_time import london_day
from questions import Bank
from questions.roles import option_titles
from storage.keys import make_key_file, read_key
from storage.sealing import Vault
from storage.sharing import NewShare
from storage.sql.database import Database as Lent
from storage.sql.figures import facts_place, publish, record_deletion, recounted
from storage.sql.rows import facts_to_json
from storage.sqlite.connections import connect
from storage.sqlite.rebuild_tallies import rebuild_tallies
from usecases.services import Services
from usecases.settings import read_settings

PLACES, KINDS, WRITES, FORCE = 100_000, 97, 40, "derbyshire"
AIM = 0.1  # seconds

# One workspace, premises, assessment and share for each number; ids are as long as real ones.
_FILL = (
    "insert into workspaces (id, code_digest, created, touched, data_key) "
    "select 'workspace-' || n, cast('c' || n as blob), :now, :now, data_key from numbers",
    "insert into premises (id, workspace_id, created) "
    "select 'premises-------' || n, 'workspace-' || n, :now from numbers",
    "insert into assessments (id, premises_id, workspace_id, reference, bank_version, kind, started) "
    "select 'assessment-----' || n, 'premises-------' || n, 'workspace-' || n, 'CPS-' || n, :bank, 'quick', :now "
    "from numbers",
    "insert into shares (id, workspace_id, premises_id, assessment_id, force_id, wish, state, until, "
    "sealed_facts, created) select 'share----------' || n, 'workspace-' || n, 'premises-------' || n, "
    "'assessment-----' || n, :force, 'share', 'open', :until, facts, "
    "strftime('%Y-%m-%dT%H:%M:%f+00:00', :now, '-' || (n % 900) || ' days') from numbers",
)
_PAGE = "select kind, key, as_at, shown from figures_shown where force_id = 'derbyshire'"


def figures() -> Iterator[Row]:
    """Fill a store in a temporary folder, then measure the page, sharing and publishing."""
    with TemporaryDirectory() as folder:
        data = Path(folder)
        for name in ("store.key", "secret.key"):
            make_key_file(data / name)
        site = serve(read_settings({"CHECK_DATA": str(data), "CHECK_WORKER": "0"}))
        services: Services = site.extensions["services"]
        db = connect(services.settings.database, read_key(services.settings.store_key_file), 5)
        yield from _filled(services, db)
        yield from _page(site)
        yield from _sharing(services)
        yield from _plans(db, Vault(services.store_keys))
        db.close()
        services.store.close()


def _filled(services: Services, db: Database) -> Iterator[Row]:
    now, chance, vault = services.now(), random.Random(1), Vault(services.store_keys)
    start = perf_counter()
    db.execute("begin")
    db.execute("create temp table numbers (n integer primary key, data_key blob, facts blob, plain text)")
    facts = [_facts(services.bank, chance) for _ in range(KINDS)]
    db.conn.executemany("insert into numbers values (?, ?, ?, ?)", (_numbered(vault, n, facts) for n in range(PLACES)))
    until = (now + timedelta(days=90)).isoformat()
    given = {"now": now.isoformat(), "until": until, "bank": services.bank.version, "force": FORCE}
    for sql in _FILL:
        db.execute(sql, given)
    db.execute("commit")
    yield Row("fill the store", f"{perf_counter() - start:.1f} s")
    _count_all(db)
    start = perf_counter()
    publish(Lent(db, vault), FORCE, london_day(now))
    taken = perf_counter() - start
    cells = db.execute("select count(*) from figures").fetchone()[0]
    yield Row(f"publish() all parts, {cells} tallies", f"{1000 * taken:.1f} ms", "under 100 ms", taken < AIM)


def _numbered(vault: Vault, n: int, facts: list[ShareFacts]) -> tuple[int, bytes, bytes, str]:
    """The key of a workspace and what its share says, sealed and as it is."""
    workspace, plain = f"workspace-{n}", facts_to_json(facts[n % KINDS])
    wrapped = vault.new_key(workspace)
    return n, wrapped, vault.seal(workspace, wrapped).close(plain, *facts_place(f"share----------{n}")), plain


def _count_all(db: Database) -> None:
    """Count every share, as a step of old does, which knows shares whose facts are not sealed."""
    db.execute("begin")
    db.execute(
        "create temp table shares as select s.*, plain as facts from main.shares s "
        "join numbers on id = 'share----------' || n order by s.rowid"
    )
    rebuild_tallies(db)
    db.execute("drop table temp.shares")
    db.execute("commit")


def _page(site: Flask) -> Iterator[Row]:
    client = signed_in(site, FORCE)
    for name, address in (("page", ""), ("CSV", "/export.csv"), ("XLSX", "/export.xlsx")):
        answers = [client.get(f"/advisers/figures{address}") for _ in range(3)]  # the first ones warm up
        if answers[0].status_code != 200 or (name == "page" and b"Kinds of place" not in answers[0].data):
            raise SystemExit("bench: no figures")
        measured = times(lambda address=address: client.get(f"/advisers/figures{address}"), 30)  # type: ignore[misc]
        yield Row(f"{name} of the figures, in the server", measured.text("ms"), "under 100 ms", measured.median < AIM)


def _sharing(services: Services) -> Iterator[Row]:
    store, now, chance, taken = services.store, services.now(), random.Random(2), []
    for number in range(WRITES):
        workspace, premises = (each.id for each in store.begin_workspace(b"w%d" % number, now))
        begun = store.start_assessment(workspace, premises, services.bank.version, "quick", now).id
        until, facts = now + timedelta(days=90), _facts(services.bank, chance)
        start = perf_counter()
        store.share(NewShare(workspace, begun, FORCE, "share", until, facts=facts), now)
        taken.append(perf_counter() - start)
    measured = Times(taken)
    text = f"{measured.text('ms')}; slowest {1000 * max(taken):.0f} ms, with publishing"
    yield Row(f"share(), {WRITES} places more", text, "under 100 ms", max(taken) < AIM)


def _plans(db: Database, vault: Vault) -> Iterator[Row]:
    """The query plan of the page, and of every statement that a change of a share leads to."""
    asked = [_PAGE]
    db.conn.set_trace_callback(asked.append)
    db.execute("begin")
    lent = Lent(db, vault)
    with recounted(lent, [(FORCE, "premises-------7")], london_day(datetime.now(UTC))):
        db.execute("update shares set sealed_facts = null where premises_id = 'premises-------7'")
    record_deletion(lent, ["premises-------7"])
    db.conn.set_trace_callback(None)
    steps = {row[3] for sql in asked if sql != "begin" for row in db.execute(f"explain query plan {sql}").fetchall()}
    db.rollback()
    for step in sorted(step for step in steps if step.startswith(("SCAN", "SEARCH"))):
        yield Row("query plan", step, "no scan", not step.startswith("SCAN"))


def _facts(bank: Bank, chance: random.Random) -> ShareFacts:
    profile, _ = large_place(bank)
    roles = bank.roles
    if roles.use and roles.people:
        uses = list(option_titles(bank.profile, roles.use))
        profile = {**profile, roles.use: chance.choice(uses), roles.people: chance.choice([40, 250, 900])}
    weights = [chance.random() for _ in "3210"]
    asked = [question.id for question in find_path(bank, profile, {})]
    answers = {name: Answer(chance.choices("3210", weights)[0]) for name in asked}  # type: ignore[arg-type]
    return share_facts(bank, evaluate(bank, profile, answers, "quick"))
