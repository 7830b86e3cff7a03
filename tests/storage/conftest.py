"""A fresh store for each test, and for each kind of store: what is tested here any store must do."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from storage.sqlite import SqliteStore
from storage.store import Store

KEY = bytes(range(32))
# Another kind of store joins here; tests that say SqliteStore, or look at `path`, are about that one alone.
STORES: dict[str, Callable[[Path], Store]] = {
    # It waits only shortly for a lock.
    "sqlite": lambda path: SqliteStore(path, KEY, busy_seconds=0.2),
}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the database of this test is."""
    return tmp_path / "store" / "place.db"


@pytest.fixture(params=STORES)
def store(request: pytest.FixtureRequest, path: Path) -> Iterator[Store]:
    """A store with nothing in it."""
    path.parent.mkdir()
    store = STORES[request.param](path)
    yield store
    store.close()
