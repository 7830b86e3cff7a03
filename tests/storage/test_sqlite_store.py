"""SqliteStore keeps every promise of a store."""

from __future__ import annotations

from storage.sqlite import SqliteStore
from storage.whole import WholeStore
from tests.storage.contract import StoreContract
from tests.storage.isolation import IsolationContract
from tests.storage.printing import PrintingContract


class TestSqliteStore(StoreContract):
    """The fixture `store` of conftest gives the store."""


class TestSqliteIsolation(IsolationContract):
    """The fixture `store` of conftest gives the store."""


class TestSqlitePrinting(PrintingContract):
    """The fixture `store` of conftest gives the store."""


def test_it_is_a_store(store: SqliteStore) -> None:
    """mypy checks the assignment: every method with its types."""
    as_any_store: WholeStore = store
    as_any_store.check()
