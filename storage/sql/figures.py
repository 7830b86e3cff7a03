"""Tallies of the assessments shared with each force, kept up to date, and the published figures."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict
from datetime import date, datetime
from hashlib import sha256
from typing import Any

from assessment.disclosure_control import (
    PLACES,
    THRESHOLD,
    Cell,
    Figures,
    Gap,
    Places,
    Split,
    Tally,
    average_shown,
    cells_of,
    part_of,
    places_shown,
)
from assessment.json_types import JsonValue
from assessment.share_facts import ShareFacts
from local_time import london_month
from storage.errors import Damaged
from storage.sealing import Seal
from storage.sql import rows
from storage.sql.base import Base, insert, run
from storage.sql.database import Database

Counted = tuple[str, str]  # a force, and a premises that may be counted for it
Cells = Mapping[Cell, Tally]


class ForceFigures(Base):
    """The part of the store about figures; `storage.figures` says what the method does."""

    def figures(self, force_id: str) -> Figures:
        """See FiguresStore."""
        found = self._rows("select kind, key, as_at, shown from figures_shown where force_id = ?", (force_id,))
        published = {(kind, key): (as_at, json.loads(shown)) for kind, key, as_at, shown in found}
        as_at, places = published.pop(PLACES, (None, None))
        return Figures(
            as_at=date.fromisoformat(as_at) if as_at else None,
            places=_places(places) if places else None,
            averages={key: average for (_, key), (_, average) in published.items() if average is not None},
        )


@contextmanager
def recounted(db: Database, counted: Iterable[Counted], today: date | None = None) -> Iterator[None]:
    """Update the tallies after a change, made inside, to the shares of these premises, and publish the figures due.

    Without `today`, nothing is published: a later change does it.
    """
    before = {each: _cells(db, *each) for each in counted}
    yield
    for each, was in before.items():
        _follow(db, each, was, _cells(db, *each))
    if today:
        for force_id in sorted({force_id for force_id, _ in before}):
            publish(db, force_id, today)


def record_deletion(db: Database, premises_ids: Iterable[str]) -> None:
    """For deleted premises, keep only their count."""
    for premises_id in premises_ids:
        changed = "select force_id, kind, key from figures_changed where premises_id = ?"
        gone = f"update figures_shown set gone = gone + 1 where (force_id, kind, key) in ({changed})"
        run(db, gone, (premises_id,))
        run(db, "delete from figures_changed where premises_id = ?", (premises_id,))


def publish(db: Database, force_id: str, today: date) -> None:
    """Publish the parts that never were, and those that enough premises have changed; the rest stays as it is."""
    due = (
        "select kind, key from figures f where force_id = ? and kind in ('total', 'average') and count >= ? and not "
        "exists (select 1 from figures_shown s where s.force_id = f.force_id and s.kind = f.kind and s.key = f.key) "
        "union all select kind, key from figures_shown s where force_id = ? and gone + (select count(*) from "
        "figures_changed c where c.force_id = s.force_id and c.kind = s.kind and c.key = s.key) >= ?"
    )
    for part in run(db, due, (force_id, THRESHOLD, force_id, THRESHOLD)).fetchall():
        _publish(db, force_id, part, today)


def _publish(db: Database, force_id: str, part: Cell, today: date) -> None:
    shown: JsonValue
    if part == PLACES:
        found = run(db, "select kind, key, count, points, most from figures where force_id = ?", (force_id,))
        places = places_shown({(kind, key): Tally(*tally) for kind, key, *tally in found})
        shown = asdict(places) if places else None
    else:
        shown = average_shown(_tally(db, force_id, part))
    run(
        db,
        "insert into figures_shown (force_id, kind, key, as_at, shown, gone) values (?, ?, ?, ?, ?, 0) "
        "on conflict (force_id, kind, key) do update set as_at = excluded.as_at, shown = excluded.shown, gone = 0",
        (force_id, *part, today.isoformat(), json.dumps(shown)),
    )
    run(db, "delete from figures_changed where force_id = ? and kind = ? and key = ?", (force_id, *part))


def _cells(db: Database, force_id: str, premises_id: str) -> Cells:
    """The cells in which a premises counts for a force now: none where it shares nothing that can be read."""
    row = run(
        db,
        "select s.created, s.id, s.sealed_facts, w.id, w.data_key from shares s join workspaces w "
        "on w.id = s.workspace_id where premises_id = ? and force_id = ? and wish = 'share' "
        "and withdrawn is null order by s.created desc, s.rowid desc limit 1",
        (premises_id, force_id),
    ).fetchone()
    if row is None:
        return {}
    created, share_id, sealed, *key = row
    # A share that counts without facts is one of which nothing is known.
    try:
        facts = open_facts(db.vault.seal(*key), share_id, sealed) or ShareFacts()
    except Damaged:
        # What it counted as cannot be known: it stays in the figures, for it must be possible to delete it.
        return {}
    return cells_of(london_month(datetime.fromisoformat(created)), facts)


def open_facts(seal: Seal, share_id: str, sealed: bytes | None) -> ShareFacts | None:
    """The facts of a share; None where it has none. Raises Damaged."""
    return None if sealed is None else rows.facts(seal.text(sealed, *facts_place(share_id)))


def facts_place(share_id: str) -> tuple[str, str, str]:
    """Where the facts of a share are sealed."""
    return ("shares", share_id, "facts")


def _follow(db: Database, counted: Counted, was: Cells, now: Cells) -> None:
    """Move the tallies from the cells in which a premises counted to those in which it counts."""
    force_id, _ = counted
    for cell in sorted(was.keys() | now.keys()):
        change = [there - here for here, there in zip(was.get(cell, Tally()), now.get(cell, Tally()), strict=True)]
        if any(change):
            _add(db, force_id, cell, change)
    for part in sorted({part_of(cell) for cell in was.keys() | now.keys()}):
        _note(db, counted, part, _digest(counted, part, was), _digest(counted, part, now))


def _add(db: Database, force_id: str, cell: Cell, change: list[int]) -> None:
    run(
        db,
        "insert into figures (force_id, kind, key, count, points, most) values (?, ?, ?, ?, ?, ?) "
        "on conflict (force_id, kind, key) do update set count = figures.count + excluded.count, "
        "points = figures.points + excluded.points, most = figures.most + excluded.most",
        (force_id, *cell, *change),
    )
    run(db, "delete from figures where force_id = ? and kind = ? and key = ? and count = 0", (force_id, *cell))


def _note(db: Database, counted: Counted, part: Cell, was: str | None, now: str | None) -> None:
    """Note that a premises counts otherwise than in the published figures, or delete the note if it no longer does."""
    where = (counted[0], *part)
    published = "select 1 from figures_shown where force_id = ? and kind = ? and key = ?"
    if was == now or not run(db, published, where).fetchone():
        return
    this = "where force_id = ? and kind = ? and key = ? and premises_id = ?"
    changed = run(db, f"select published from figures_changed {this}", (*where, counted[1])).fetchone()
    if changed is None:
        insert(db, "figures_changed", "force_id, kind, key, premises_id, published", (*where, counted[1], was))
    elif changed[0] == now:
        run(db, f"delete from figures_changed {this}", (*where, counted[1]))


def _digest(counted: Counted, part: Cell, cells: Cells) -> str | None:
    """A digest of how a premises counts in a part: it cannot be read, so a withdrawn share leaves no facts."""
    own = sorted((cell, tally) for cell, tally in cells.items() if part_of(cell) == part)
    return sha256(json.dumps([counted, own]).encode()).hexdigest() if own else None


def _tally(db: Database, force_id: str, cell: Cell) -> Tally:
    sql = "select count, points, most from figures where force_id = ? and kind = ? and key = ?"
    row = run(db, sql, (force_id, *cell)).fetchone()
    return Tally(*row) if row else Tally()


def _places(shown: Mapping[str, Any]) -> Places:
    return Places(
        shown["total"],
        {name: Split(**split) for name, split in shown["splits"].items()},
        {question: Gap(**gap) for question, gap in shown["gaps"].items()},
    )
