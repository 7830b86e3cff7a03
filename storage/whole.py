"""Everything that one store keeps: the businesses' part and the advisers' parts."""

from __future__ import annotations

from typing import Protocol

from storage.accounts import AccountStore
from storage.entries import EntryStore
from storage.figures import FiguresStore
from storage.sharing import SharingStore
from storage.store import Store
from storage.visits import VisitStore
from storage.workshops import WorkshopStore


class WholeStore(Store, AccountStore, SharingStore, VisitStore, WorkshopStore, FiguresStore, EntryStore, Protocol):
    """A store with all of its parts."""
