"""No statement of the store walks through a table that grows: with a million workspaces each costs what it costs now.

SQLite says how it would run a statement; it has no statistics here, so what it says holds for a store of any size.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlite_utils import Database

from storage.sql import figures
from storage.sqlite import SqliteStore
from storage.sqlite.connections import connect
from storage.store import Store
from storage.visit_records import FINDINGS
from tests.storage.acts_table import CHANGES
from tests.storage.conftest import KEY
from tests.storage.place import BANK, NOW
from tests.storage.reads_table import READS
from tests.storage.scene import Scene, make_scene

LATER = NOW + timedelta(hours=1)
# Tables that stay small whatever the number of workspaces: settings, banks, and the few hundred officers.
SMALL = {"settings", "banks", "bank_copies", "accounts", "sign_ins"}
# An index of no more than what waits to be printed.
OF_FEW = "INDEX prints_to_do"
# Where a method means something else by a name than the others.
OF_ONE: dict[str, dict[str, object]] = {"records_of": {"kind": FINDINGS}}
# Reads of the file itself, not of tables.
OF_THE_FILE = {"check", "close", "clean_log", "count_pages", "damaged_pages"}


class Asked:
    """Collects the statements of the store, with their parameters."""

    def __init__(self) -> None:
        self.statements: dict[str, Any] = {}
        self.on = False


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> Asked:
    """Every statement that the store runs while it is on."""
    made, real = Asked(), Database.execute

    def kept(self: Database, sql: str, parameters: Any = None) -> Any:
        if made.on:
            made.statements[sql] = parameters
        return real(self, sql, parameters)

    monkeypatch.setattr(Database, "execute", kept)
    # With one premises enough, every change of the figures also publishes.
    monkeypatch.setattr(figures, "THRESHOLD", 1)
    return made


@pytest.fixture
def db(store: Store, path: Path) -> Iterator[Database]:
    """A second connection to the store's database."""
    db = connect(path, KEY, 0)
    yield db
    db.close()


def walks(db: Database, asked: Asked) -> list[tuple[str, str]]:
    """The tables that the statements walk through, each with its statement."""
    asked.on = False
    found = []
    for sql, parameters in asked.statements.items():
        if not re.match(r"\s*(?:with|select|insert|update|delete)\b", sql):
            continue
        for row in db.execute(f"explain query plan {sql}", parameters).fetchall():
            walked = re.match(r"SCAN (\w+)", row[3])
            # None for a subquery or the row that is to be written: "SCAN (subquery-1)", "SCAN 2 constant rows".
            if walked and OF_FEW not in row[3] and table_of(sql, walked[1]) not in SMALL | {None}:
                found.append((walked[1], sql))
    return found


def table_of(sql: str, name: str) -> str | None:
    """The table that a statement means by this name, which may be short for it; None for what a statement makes."""
    picked_out = re.findall(r"\bwith (\w+) as\b", sql)
    if name in picked_out:
        return None
    sql = sql.replace("is distinct from", "<>")
    for table, alias in re.findall(r"\b(?:from|join|update|into)\s+(\w+)(?:\s+(?:as\s+)?(\w+))?", sql):
        if name in (table, alias):
            return str(table)
    return None


@pytest.mark.parametrize("name", CHANGES)
def test_an_act_walks_through_no_table(store: SqliteStore, db: Database, asked: Asked, name: str) -> None:
    act = CHANGES[name](make_scene(store))
    asked.on = True
    act()
    assert any(sql != "begin immediate" for sql in asked.statements)
    assert walks(db, asked) == []


@pytest.mark.parametrize("name", sorted(READS - OF_THE_FILE))
def test_reading_walks_through_no_table(store: SqliteStore, db: Database, asked: Asked, name: str) -> None:
    scene = make_scene(store)
    read: Callable[..., object] = getattr(store, name)
    given = _given(scene) | OF_ONE.get(name, {})
    kwargs = {each: given[each] for each in inspect.signature(read).parameters}
    asked.on = True
    read(**kwargs)
    assert asked.statements
    assert walks(db, asked) == []


def _given(s: Scene) -> dict[str, object]:
    """A value for every parameter of a method that reads."""
    return {
        "workspace_id": s.ours,
        "premises_id": s.where,
        "assessment_id": s.which,
        "share_id": s.share.id,
        "visit_id": s.signed().id,
        "workshop_id": s.workshop().id,
        "force_id": "kent",
        "account_id": s.ann,
        "bucket": "some",
        "since": NOW,
        "until": LATER,
        "now": LATER,
        "version": BANK,
        "email": "ann@example.com",
        "token_digest": b"token",
        "digest": b"digest",
        "code": "code",
        "print_id": "print",
        "photograph_id": "photograph",
        "acts": (1, 9),
        "most": 20,
        "after": "",
        "kind": "plan",
        "state": "open",
        "form_id": s.form(),
        "name": "name",
        "check_id": "check",
        "before": NOW,
    }
