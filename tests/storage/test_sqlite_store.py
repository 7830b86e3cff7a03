"""What SQLite itself keeps of the promises of a store."""

from __future__ import annotations

from pathlib import Path

import pytest

from storage.sqlite import SqliteStore
from storage.sqlite.connections import connect
from tests.storage.conftest import KEY
from tests.storage.place import NOW
from tests.storage.team import joined
from tests.storage.test_entries import ONE


@pytest.mark.parametrize("table", ["acts", "entries", "entry_acts"])
@pytest.mark.parametrize("change", ["update {} set rowid = 9", "delete from {}", "replace into {0} select * from {0}"])
def test_what_is_only_added_to_cannot_be_changed_by_sql(
    store: SqliteStore, path: Path, table: str, change: str
) -> None:
    ann, ben = joined(store, "ann"), joined(store, "ben")
    entry = store.propose_entry("kent", ann.id, lambda *_: ONE, NOW)
    store.confirm_entry("kent", entry.id, ben.id, NOW)
    db = connect(path, KEY, 0)
    before = db.execute(f"select * from {table}").fetchall()
    assert before
    with pytest.raises(Exception, match="only added to"):
        db.execute(change.format(table))
    assert db.execute(f"select * from {table}").fetchall() == before
    db.close()
