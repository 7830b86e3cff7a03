"""Tallies follow every share, and what is published of them changes only by many premises at once."""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlite_utils import Database

from assessment.disclosure_control import THRESHOLD, Figures, cells_of, part_of
from assessment.share_facts import ShareFacts
from local_time import london_month
from storage.errors import NotFound, StoreError
from storage.sharing import NewShare, Share, Wish
from storage.sql import rows
from storage.sql.figures import open_facts
from storage.sqlite import SqliteStore
from storage.sqlite.connections import connect
from storage.sqlite.rebuild_tallies import rebuild_tallies
from tests.storage.conftest import KEY
from tests.storage.place import NOW, adviser

FORCES = ("derbyshire", "btp")
DAY = timedelta(days=1)
FOREVER = NOW + timedelta(days=9999)
AREAS = ("access", "cctv", "events")


@pytest.fixture
def db(store: SqliteStore, path: Path) -> Iterator[Database]:
    """A second connection to the store's database."""
    db = connect(path, KEY, 0)
    yield db
    db.close()


@contextmanager
def opened_shares(store: SqliteStore, db: Database) -> Iterator[None]:
    """A transaction that comes to nothing, in which `shares` has the facts openly, as when a rebuild was a step."""
    found = db.execute(
        "select s.id, w.id, sealed_facts, data_key from shares s join workspaces w on w.id = workspace_id"
    )
    opened = {
        share: rows.facts_to_json(open_facts(store._vault.seal(ours, key), share, sealed))
        for share, ours, sealed, key in found.fetchall()
    }
    db.execute("begin")
    db.execute("create temp table shares as select *, '{}' as facts from main.shares order by rowid")
    for share, text in opened.items():
        db.execute("update temp.shares set facts = ? where id = ?", (text, share))
    yield
    db.rollback()


def facts(chance: random.Random) -> ShareFacts:
    """What an assessment might say."""
    areas = {area: (chance.randint(0, 5), chance.choice([0, 5, 9])) for area in AREAS if chance.random() < 0.7}
    return ShareFacts(
        use=chance.choice(["shop", "hall", None]),
        people=chance.choice(["under-200", "200-to-799", None]),
        band=chance.choice(["starting", "strong"]),
        areas=areas,
        gaps=tuple(gap for gap in ("gates", "keys") if chance.random() < 0.5),
    )


class Crowd:
    """Businesses that share, change, take back and leave, and advisers who pass on."""

    def __init__(self, store: SqliteStore, seed: int) -> None:
        self.store, self.chance, self.now = store, random.Random(seed), NOW
        self.advisers = {force: adviser(store, force) for force in FORCES}
        self.places: list[tuple[str, str, str]] = []  # workspace, premises, assessment
        store.keep_bank("1", "{}")

    def moves(self) -> None:
        """One thing happens, an hour to some weeks later."""
        self.now += timedelta(hours=self.chance.choice([1, 30, 500]))
        does = self.chance.choices((self.joins, self.shares, self.refreshes, self.withdraws, self.passes, self.leaves),
                                   weights=(5, 8, 4, 3, 2, 1))[0]  # fmt: skip
        if does == self.joins or self.places:
            with suppress(StoreError, NotFound):
                does()

    def joins(self) -> None:
        workspace, premises = (each.id for each in self.store.begin_workspace(self.chance.randbytes(16), self.now))
        for _ in range(2):
            begun = self.store.start_assessment(workspace, premises, "1", "full", self.now)
            self.places.append((workspace, premises, begun.id))
        self.shares()

    def shares(self, force: str = "derbyshire") -> None:
        workspace, _, assessment = self.chance.choice(self.places)
        wish: Wish = "contact" if self.chance.random() < 0.25 else "share"
        until = self.now + timedelta(days=self.chance.choice([9, 90]))
        self.store.share(NewShare(workspace, assessment, force, wish, until, facts=facts(self.chance)), self.now)

    def refreshes(self) -> None:
        workspace, _, assessment = self.chance.choice(self.places)
        self.store.finish(workspace, assessment, self.now, facts(self.chance))

    def withdraws(self) -> None:
        share = self.one()
        self.store.withdraw(share.workspace_id, share.id, self.now)

    def passes(self) -> None:
        share = self.one()
        to_force = next(force for force in FORCES if force != share.force_id)
        self.store.pass_on(share.force_id, share.id, self.advisers[share.force_id], to_force, "", self.now)

    def leaves(self) -> None:
        workspace, premises, assessment = self.chance.choice(self.places)
        part, gone = self.chance.choice([(0, workspace), (1, premises), (2, assessment)])
        if part == 0:
            self.store.delete_workspace(workspace)
        elif part == 1:
            self.store.add_premises(workspace, self.now)
            self.store.delete_premises(workspace, premises, self.now)
        else:
            self.store.delete_assessment(workspace, assessment, self.now)
        self.places = [place for place in self.places if place[part] != gone]

    def one(self) -> Share:
        """Any share of any place."""
        return self.chance.choice(self.store.shares_of(self.chance.choice(self.places)[0]) or self.none())

    def none(self) -> tuple[Share, ...]:
        raise NotFound("no share yet")


def tallies(db: Database) -> list[tuple[Any, ...]]:
    """All that is kept, in order."""
    found: list[tuple[Any, ...]] = db.execute("select * from figures order by 1, 2, 3").fetchall()
    return found


def counted(store: SqliteStore, db: Database, force: str) -> dict[str, dict[tuple[str, str], object]]:
    """What each premises counts as for a force, part by part: the newest share of answers that is not taken back."""
    shared = db.query(
        "select s.*, w.data_key from shares s join workspaces w on w.id = workspace_id where wish = 'share' "
        "and withdrawn is null and force_id = ? order by s.created, s.rowid",
        [force],
    )
    newest = {row["premises_id"]: row for row in shared}
    found: dict[str, dict[tuple[str, str], object]] = {}
    for premises, row in newest.items():
        said = open_facts(store._vault.seal(row["workspace_id"], row["data_key"]), row["id"], row["sealed_facts"])
        cells = cells_of(london_month(datetime.fromisoformat(row["created"])), said or ShareFacts())
        for cell, tally in cells.items():
            found.setdefault(premises, {}).setdefault(part_of(cell), {})[cell] = tally  # type: ignore[index]
    return found


@pytest.mark.parametrize("seed", range(4))
def test_tallies_equal_a_rebuild_after_anything(store: SqliteStore, db: Database, seed: int) -> None:
    crowd = Crowd(store, seed)
    for _ in range(12):
        for _ in range(10):
            crowd.moves()
        kept = tallies(db)
        with opened_shares(store, db):
            rebuild_tallies(db)
            rebuilt = tallies(db)
        assert kept == rebuilt
    assert {row[1] for row in kept} == {"total", "month", "use", "people", "tier", "band", "gap", "average"}


@pytest.mark.parametrize("seed", range(3))
def test_two_views_differ_by_many_premises_or_not_at_all(store: SqliteStore, db: Database, seed: int) -> None:
    """An attacker looks after every single change; each part is then as before or moved by `THRESHOLD` premises."""
    crowd, seen, renewals = Crowd(store, seed), dict[Any, Any](), 0
    for _ in range(220):
        crowd.moves()
        now = counted(store, db, "derbyshire")
        shown = db.execute("select kind, key, as_at, shown from figures_shown where force_id = 'derbyshire'")
        for kind, key, *published in shown.fetchall():
            part = (kind, key)
            before, then = seen.get(part, (None, {}))
            if published != before:
                behind = {premises: parts.get(part) for premises, parts in now.items()}
                changed = [each for each in behind.keys() | then.keys() if behind.get(each) != then.get(each)]
                assert len(changed) >= THRESHOLD, part
                renewals += before is not None
                seen[part] = (published, behind)
    assert renewals > 3, "what was published was renewed now and then"


def shares(store: SqliteStore, number: int, now: datetime = NOW, force: str = "derbyshire") -> tuple[str, str]:
    """A new place shares with a force; its workspace and its share."""
    store.keep_bank("1", "{}")
    workspace, premises = (each.id for each in store.begin_workspace(b"%d" % number, now))
    assessment = store.start_assessment(workspace, premises, "1", "full", now).id
    said = ShareFacts(use="shop", areas={"access": (5, 10)}, gaps=("gates",))
    made = store.share(NewShare(workspace, assessment, force, "share", now + DAY, facts=said), now)
    return workspace, made.id


def total(store: SqliteStore) -> int | None:
    """How many places are said to have shared."""
    places = store.figures("derbyshire").places
    return places.total if places else None


def test_nothing_is_published_of_fewer_than_enough(store: SqliteStore) -> None:
    for number in range(THRESHOLD - 1):
        shares(store, number)
    assert store.figures("derbyshire") == Figures()
    shares(store, 99, force="btp")
    assert store.figures("derbyshire") == Figures()
    shares(store, 100)
    found = store.figures("derbyshire")
    assert (found.as_at, total(store), found.averages) == (NOW.date(), THRESHOLD, {"": 50, "access": 50})
    assert store.figures("btp") == Figures()


def test_what_is_over_or_closed_stays_counted_and_what_is_taken_back_does_not(store: SqliteStore, db: Database) -> None:
    workspace, which = shares(store, 1)
    store.close_share("derbyshire", which, adviser(store), "Visited", NOW)
    assert db.execute("select count from figures where kind = 'total'").fetchall() == [(1,)]
    store.withdraw(workspace, which, FOREVER)
    assert tallies(db) == []


def test_who_comes_and_goes_moves_nothing(store: SqliteStore, db: Database) -> None:
    for number in range(THRESHOLD):
        shares(store, number)
    for number in range(2 * THRESHOLD):
        workspace, which = shares(store, 100 + number, NOW + DAY)
        store.withdraw(workspace, which, NOW + DAY)
        assert store.figures("derbyshire").as_at == NOW.date()
    assert db.table("figures_changed").count == 0


def test_of_a_deleted_workspace_only_a_number_is_left(store: SqliteStore, db: Database) -> None:
    places = [shares(store, number)[0] for number in range(2 * THRESHOLD)]
    for workspace in places[:THRESHOLD]:
        store.delete_workspace(workspace)
    assert db.execute("select count from figures where kind = 'total'").fetchall() == [(THRESHOLD,)]
    assert db.table("figures_changed").count == 0
    assert total(store) == 2 * THRESHOLD, "nothing is renewed in a deletion"
    shares(store, 99, NOW + DAY)
    assert (total(store), store.figures("derbyshire").as_at) == (THRESHOLD, (NOW + DAY).date())


def test_what_falls_under_enough_is_shown_no_longer(store: SqliteStore) -> None:
    places = [shares(store, number) for number in range(THRESHOLD)]
    for workspace, which in places:
        assert total(store) == THRESHOLD
        store.withdraw(workspace, which, NOW + DAY)
    assert store.figures("derbyshire") == Figures(as_at=(NOW + DAY).date())


def test_facts_that_are_taken_back_are_kept_nowhere(store: SqliteStore, db: Database) -> None:
    places = [shares(store, number) for number in range(THRESHOLD)]
    store.withdraw(*places[0], NOW)
    (kept,) = db.execute("select distinct published from figures_changed where kind = 'total'").fetchall()
    assert len(kept[0]) == 64
    assert "gates" not in str(db.execute("select * from figures_changed").fetchall())


@pytest.mark.parametrize(
    ("shared", "month"),
    [
        (datetime(2026, 6, 30, 22, 59, tzinfo=UTC), "2026-06"),
        (datetime(2026, 6, 30, 23, 30, tzinfo=UTC), "2026-07"),
        (datetime(2026, 12, 31, 23, 30, tzinfo=UTC), "2026-12"),
    ],
)
def test_a_share_counts_in_the_month_of_london(store: SqliteStore, db: Database, shared: datetime, month: str) -> None:
    crowd = Crowd(store, 1)
    crowd.now = shared
    while not tallies(db):
        crowd.joins()
    counted_in = {row[2] for row in tallies(db) if row[1] == "month"}
    with opened_shares(store, db):
        rebuild_tallies(db)
        rebuilt_in = {row[2] for row in tallies(db) if row[1] == "month"}
    assert (counted_in, rebuilt_in) == ({month}, {month})


def test_tallies_by_the_months_of_utc_are_made_again(store: SqliteStore, db: Database) -> None:
    crowd = Crowd(store, 1)
    crowd.now = datetime(2026, 6, 30, 23, 30, tzinfo=UTC)
    while not tallies(db):
        crowd.joins()
    right = tallies(db)
    db.execute("update figures set key = '2026-06' where kind = 'month'")
    with opened_shares(store, db):
        rebuild_tallies(db)
        assert tallies(db) == right
