"""Calendar feeds."""

from __future__ import annotations

from datetime import datetime

from storage.calendar_feeds import MOST_FEEDS, CalendarFeed, NewFeed
from storage.errors import Refused
from storage.ids import new_id
from storage.sql import rows
from storage.sql.base import Base, insert, must_own, run, touch, update_one

_FEED = "id, workspace_id, assessment_id, name, titles, made"


class CalendarFeeds(Base):
    """The part of the store about calendar feeds; `storage.calendar_feeds` says what each method does."""

    def make_feed(self, workspace_id: str, assessment_id: str, new: NewFeed, now: datetime) -> CalendarFeed:
        """See CalendarFeedStore."""
        row = (new_id(), workspace_id, assessment_id, new.name, new.titles, rows.to_time(now))
        with self._writing() as db:
            must_own(db, workspace_id, assessment_id)
            names = [name for (name,) in run(db, "select name from calendar_feeds where assessment_id = ?", row[2:3])]
            if new.name.casefold() in {each.casefold() for each in names}:
                raise Refused("There is an address with this name already. Withdraw that one first, or use another")
            if len(names) >= MOST_FEEDS:
                raise Refused(f"This plan has {MOST_FEEDS} addresses, which is the most. Withdraw one first")
            insert(db, "calendar_feeds", f"{_FEED}, token_digest", (*row, new.digest))
            touch(db, workspace_id, now)
        return _feed(row)

    def feeds_of(self, assessment_id: str) -> tuple[CalendarFeed, ...]:
        """See CalendarFeedStore."""
        found = f"select {_FEED} from calendar_feeds where assessment_id = ? order by made desc, rowid desc"
        return tuple(map(_feed, self._rows(found, (assessment_id,))))

    def find_feed(self, token_digest: bytes) -> CalendarFeed | None:
        """See CalendarFeedStore."""
        row = self._row(f"select {_FEED} from calendar_feeds where token_digest = ?", (token_digest,))
        return _feed(row) if row else None

    def withdraw_feed(self, workspace_id: str, assessment_id: str, feed_id: str, now: datetime) -> None:
        """See CalendarFeedStore."""
        own = (feed_id, workspace_id, assessment_id)
        with self._writing() as db:
            gone = "delete from calendar_feeds where id = ? and workspace_id = ? and assessment_id = ?"
            update_one(db, "address", gone, own)
            touch(db, workspace_id, now)


def _feed(row: rows.Row) -> CalendarFeed:
    feed_id, workspace_id, assessment_id, name, titles, made = row
    return CalendarFeed(feed_id, workspace_id, assessment_id, name, titles, datetime.fromisoformat(made))
