"""The store's interface for the feeds in which advisers read what is new. Tokens come in only as keyed digests."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from storage.accounts import Account


class TeamFeedStore(Protocol):
    """Keeps the address of each adviser's feed. It goes when the account is suspended, set up again or removed."""

    def make_team_feed(self, account_id: str, digest: bytes, now: datetime) -> None:
        """The address of an active account, in place of the one before; logs "made-feed". NotFound."""

    def team_feed_made(self, account_id: str) -> datetime | None:
        """When the address of an account was made; None where it has none."""

    def find_team_feed(self, digest: bytes) -> Account | None:
        """The active account whose feed has this token."""

    def withdraw_team_feed(self, account_id: str, now: datetime) -> None:
        """Delete the address; logs "withdrew-feed". One that is gone already is no error, and no line."""
