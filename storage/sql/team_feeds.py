"""The feeds in which advisers read what is new, in SQLite."""

from __future__ import annotations

from datetime import datetime

from storage.accounts import Account
from storage.sql import rows
from storage.sql.acts import log_by
from storage.sql.base import Base, run
from storage.sql.credentials import must_be_active
from storage.sql.database import Database


class TeamFeeds(Base):
    """The part of the store about advisers' feeds; `storage.team_feeds` says what each method does."""

    def make_team_feed(self, account_id: str, digest: bytes, now: datetime) -> None:
        """See TeamFeedStore."""
        with self._writing() as db:
            must_be_active(db, account_id)
            run(
                db,
                "insert into team_feeds (account_id, token_digest, made) values (?, ?, ?) on conflict (account_id) "
                "do update set token_digest = excluded.token_digest, made = excluded.made",
                (account_id, digest, rows.to_time(now)),
            )
            log_by(db, account_id, "made-feed", "", now)

    def team_feed_made(self, account_id: str) -> datetime | None:
        """See TeamFeedStore."""
        row = self._row("select made from team_feeds where account_id = ?", (account_id,))
        return datetime.fromisoformat(row[0]) if row else None

    def find_team_feed(self, digest: bytes) -> Account | None:
        """See TeamFeedStore."""
        row = self._row(
            f"select {rows.columns(rows.ACCOUNT, 'a')} from team_feeds f join accounts a on a.id = f.account_id "
            "where f.token_digest = ? and a.state = 'active'",
            (digest,),
        )
        return rows.account(row) if row else None

    def withdraw_team_feed(self, account_id: str, now: datetime) -> None:
        """See TeamFeedStore."""
        with self._writing() as db:
            if forget_team_feed(db, account_id):
                log_by(db, account_id, "withdrew-feed", "", now)


def forget_team_feed(db: Database, account_id: str) -> bool:
    """Delete the address of an account's feed; False where it had none."""
    return run(db, "delete from team_feeds where account_id = ?", (account_id,)).rowcount > 0
