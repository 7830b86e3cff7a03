"""Calendar feeds."""

from __future__ import annotations

from datetime import datetime

from storage.calendar_feeds import MOST_FEEDS, CalendarFeed, NewFeed
from storage.errors import Refused
from storage.ids import new_id
from storage.sealing import Seal
from storage.sql import rows
from storage.sql.base import Base, insert, must_own, run, touch, update_one
from storage.sql.seals import seal_of

_FEED = "id, workspace_id, assessment_id, sealed, titles, made"
_ONE = f"select {rows.with_key(_FEED, 'calendar_feeds')} from calendar_feeds"


class CalendarFeeds(Base):
    """The part of the store about calendar feeds; `storage.calendar_feeds` says what each method does."""

    def make_feed(self, workspace_id: str, assessment_id: str, new: NewFeed, now: datetime) -> CalendarFeed:
        """See CalendarFeedStore."""
        with self._writing() as db:
            must_own(db, workspace_id, assessment_id)
            seal, which = seal_of(db, workspace_id), new_id()
            own = "select id, sealed from calendar_feeds where assessment_id = ?"
            names = [seal.text(name, *_place(each)) for each, name in run(db, own, (assessment_id,)).fetchall()]
            if new.name.casefold() in {each.casefold() for each in names}:
                raise Refused("There is an address with this name already. Withdraw that one first, or use another")
            if len(names) >= MOST_FEEDS:
                raise Refused(f"This plan has {MOST_FEEDS} addresses, which is the most. Withdraw one first")
            name = seal.close(rows.clean(new.name), *_place(which))
            row = (which, workspace_id, assessment_id, name, new.titles, rows.to_time(now))
            insert(db, "calendar_feeds", f"{_FEED}, token_digest", (*row, new.digest))
            touch(db, workspace_id, now)
        return _feed(row, seal)

    def feeds_of(self, assessment_id: str) -> tuple[CalendarFeed, ...]:
        """See CalendarFeedStore."""
        found = self._rows(f"{_ONE} where assessment_id = ? order by made desc, rowid desc", (assessment_id,))
        return tuple(_feed(row[:-1], self._vault.seal(row[1], row[-1])) for row in found)

    def find_feed(self, token_digest: bytes) -> CalendarFeed | None:
        """See CalendarFeedStore."""
        row = self._row(f"{_ONE} where token_digest = ?", (token_digest,))
        return _feed(row[:-1], self._vault.seal(row[1], row[-1])) if row else None

    def withdraw_feed(self, workspace_id: str, assessment_id: str, feed_id: str, now: datetime) -> None:
        """See CalendarFeedStore."""
        own = (feed_id, workspace_id, assessment_id)
        with self._writing() as db:
            gone = "delete from calendar_feeds where id = ? and workspace_id = ? and assessment_id = ?"
            update_one(db, "address", gone, own)
            touch(db, workspace_id, now)


def _feed(row: rows.Row, seal: Seal) -> CalendarFeed:
    feed_id, workspace_id, assessment_id, sealed, titles, made = row
    name = seal.text(sealed, *_place(feed_id))
    return CalendarFeed(feed_id, workspace_id, assessment_id, name, titles, datetime.fromisoformat(made))


def _place(feed_id: str) -> tuple[str, str]:
    return ("calendar_feeds", feed_id)
