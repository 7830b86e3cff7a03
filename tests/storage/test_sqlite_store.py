"""SqliteStore keeps every promise of a store."""

from __future__ import annotations

from pathlib import Path

import pytest

from storage.sqlite import SqliteStore
from storage.sqlite.connections import connect
from storage.whole import WholeStore
from tests.storage.accounts import AccountContract, joined
from tests.storage.conftest import KEY
from tests.storage.contract import NOW, StoreContract
from tests.storage.entries import ONE, EntryContract
from tests.storage.isolation import IsolationContract
from tests.storage.printing import PrintingContract
from tests.storage.workshops import WorkshopContract


class TestSqliteStore(StoreContract):
    """The fixture `store` of conftest gives the store."""


class TestSqliteIsolation(IsolationContract):
    """The fixture `store` of conftest gives the store."""


class TestSqlitePrinting(PrintingContract):
    """The fixture `store` of conftest gives the store."""


class TestSqliteAccounts(AccountContract):
    """The fixture `store` of conftest gives the store."""


class TestSqliteEntries(EntryContract):
    """The fixture `store` of conftest gives the store."""


@pytest.mark.parametrize("table", ["acts", "entries", "entry_acts"])
@pytest.mark.parametrize("change", ["update {} set rowid = 9", "delete from {}", "replace into {0} select * from {0}"])
def test_what_is_only_added_to_cannot_be_changed_by_sql(
    store: SqliteStore, path: Path, table: str, change: str
) -> None:
    ann, ben = joined(store, "ann"), joined(store, "ben")
    entry = store.propose_entry("kent", ann.id, ONE, NOW)
    store.confirm_entry("kent", entry.id, ben.id, NOW)
    db = connect(path, KEY, 0)
    before = db.execute(f"select * from {table}").fetchall()
    assert before
    with pytest.raises(Exception, match="only added to"):
        db.execute(change.format(table))
    assert db.execute(f"select * from {table}").fetchall() == before
    db.close()


class TestSqliteWorkshops(WorkshopContract):
    """The fixture `store` of conftest gives the store."""


def test_it_is_a_store(store: SqliteStore) -> None:
    """mypy checks the assignment: every method with its types."""
    as_any_store: WholeStore = store
    as_any_store.check()
