"""What any store must do for the site itself: banks, attempts, settings, and its own check."""

from __future__ import annotations

from datetime import timedelta

import pytest

from storage.errors import StoreError, StoreUnavailable
from storage.store import Store
from tests.storage.place import HOUR, NOW


class TestSite:
    """Every promise of `storage.site.SiteStore`."""

    def test_a_bank_is_kept_once_and_never_changes(self, store: Store) -> None:
        store.keep_bank("1", '{"é": 1}')
        store.keep_bank("1", '{"é": 1}')
        with pytest.raises(StoreError, match="version of its own"):
            store.keep_bank("1", "{}")
        assert store.bank_document("1") == '{"é": 1}'
        assert store.bank_document("2") is None

    def test_attempts_are_counted_by_bucket_and_forgotten(self, store: Store) -> None:
        store.note_attempt("a", NOW)
        store.note_attempt("a", NOW + HOUR)
        store.note_attempt("b", NOW + HOUR)
        assert store.attempts_since("a", NOW) == 2
        assert store.attempts_since("a", NOW + timedelta(microseconds=1)) == 1
        assert store.attempts_since("c", NOW) == 0
        store.note_attempt("b", NOW + timedelta(days=2))
        assert store.attempts_since("a", NOW) == 0

    def test_a_setting_is_kept_until_it_is_replaced(self, store: Store) -> None:
        assert store.setting("colour") is None
        store.keep_setting("colour", "grey", NOW)
        store.keep_setting("colour", "brown", NOW + HOUR)
        assert store.setting("colour") == "brown"

    def test_a_healthy_store_passes_its_check(self, store: Store) -> None:
        store.check()

    def test_a_closed_store_is_unavailable(self, store: Store) -> None:
        store.close()
        store.close()
        with pytest.raises(StoreUnavailable, match="Open it again"):
            store.check()
