"""The store's interface for the site itself: banks, settings, counted attempts, and the store's own health."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol


class SiteStore(Protocol):
    """Keeps what belongs to no business and no force. The rules of `storage.store` hold."""

    def keep_bank(self, version: str, document: str) -> None:
        """Keep a bank for good; twice is once. StoreError when the version is kept with other content.

        Where what is kept can no longer be read, as the database is damaged there, it is kept again.
        """

    def bank_document(self, version: str) -> str | None:
        """The document of a kept bank."""

    def keep_setting(self, name: str, value: str, now: datetime) -> None:
        """Keep an operator's setting, in place of its old value."""

    def setting(self, name: str) -> str | None:
        """An operator's setting; None where it was never kept."""

    def note_attempt(self, bucket: str, now: datetime) -> None:
        """Count one wrong return code against a bucket; those older than a day are forgotten."""

    def attempts_since(self, bucket: str, since: datetime) -> int:
        """How many wrong codes the bucket has from `since` on, a day back at most."""

    def clean_log(self) -> bool:
        """Clear the store's own log of what was overwritten or deleted; False while somebody reads: call again."""

    def wrap_keys(self, after: str, most: int) -> str | None:
        """Wrap the keys of so many workspaces, whose ids follow this one, under the newest key of the service.

        Gives the id of the last, and None once there are no more. KeyRefused where one is under a key that is not here.
        """

    def count_pages(self) -> int:
        """How many pages the database has."""

    def damaged_pages(self, numbers: Sequence[int]) -> tuple[int, ...]:
        """Those of these pages, from 1 on, that are not as they were written."""

    def check(self) -> None:
        """Really write something; StoreUnavailable says why it cannot."""

    def close(self) -> None:
        """Let go of the database; afterwards everything raises StoreUnavailable."""
