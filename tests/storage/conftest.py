"""A fresh encrypted store for each test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from storage.sqlite import SqliteStore

KEY = bytes(range(32))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the database of this test is."""
    return tmp_path / "store" / "place.db"


@pytest.fixture
def store(path: Path) -> Iterator[SqliteStore]:
    """A store that waits only shortly for a lock."""
    path.parent.mkdir()
    store = SqliteStore(path, KEY, busy_seconds=0.2)
    yield store
    store.close()
