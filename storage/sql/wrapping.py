"""Wraps the keys of workspaces under the newest key of the service: what they seal stays as it is."""

from __future__ import annotations

from storage.sealing import Vault
from storage.sql.base import Base, run
from storage.sql.database import Runs


class Wrapping(Base):
    """The part of the store about the keys of workspaces; `storage.site` says what the method does."""

    def wrap_keys(self, after: str, most: int) -> str | None:
        """See SiteStore."""
        with self._writing() as db:
            return wrap_some(db, db.vault, after, most)


def wrap_some(db: Runs, vault: Vault, after: str, most: int) -> str | None:
    """Wrap the keys of so many workspaces whose ids follow; gives the last id, and None where there are no more."""
    newest, last = vault.newest(), None
    found = run(db, "select id, data_key from workspaces where id > ? order by id limit ?", (after, most)).fetchall()
    for last, wrapped in found:
        if not bytes(wrapped).startswith(newest):
            run(db, "update workspaces set data_key = ? where id = ?", (vault.rewrapped(last, wrapped), last))
    return last


def wrap_all(db: Runs, vault: Vault) -> None:
    """Wrap the keys of all workspaces. Raises Damaged, and KeyRefused for one that is under another key."""
    after: str | None = ""
    while after is not None:
        after = wrap_some(db, vault, after, 1000)
