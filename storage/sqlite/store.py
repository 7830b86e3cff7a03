"""The whole SQLite store: its parts, the counted attempts, the settings and the check."""

from __future__ import annotations

from datetime import datetime, timedelta

from storage.sqlite import rows
from storage.sqlite.accounts import Accounts
from storage.sqlite.assessments import Assessments
from storage.sqlite.base import run
from storage.sqlite.entries import Entries
from storage.sqlite.factors import Factors
from storage.sqlite.figures import ForceFigures
from storage.sqlite.prints import Prints
from storage.sqlite.sharing import Sharing
from storage.sqlite.visits import Visits
from storage.sqlite.workshops import Workshops
from storage.sqlite.workspaces import Workspaces

ATTEMPTS_KEPT = timedelta(days=1)


class SqliteStore(
    Workspaces, Assessments, Prints, Accounts, Factors, Sharing, Visits, Workshops, Entries, ForceFigures
):
    """A Store in one encrypted file, for any number of threads and processes of one machine."""

    def note_attempt(self, bucket: str, now: datetime) -> None:
        """See Store."""
        with self._writing() as db:
            run(db, "delete from attempts where at < ?", (rows.to_time(now - ATTEMPTS_KEPT),))
            run(db, "insert into attempts (bucket, at) values (?, ?)", (bucket, rows.to_time(now)))

    def attempts_since(self, bucket: str, since: datetime) -> int:
        """See Store."""
        row = self._row("select count(*) from attempts where bucket = ? and at >= ?", (bucket, rows.to_time(since)))
        return row[0] if row else 0

    def keep_setting(self, name: str, value: str, now: datetime) -> None:
        """See Store."""
        with self._writing() as db:
            run(
                db,
                "insert or replace into settings (name, value, kept) values (?, ?, ?)",
                (name, value, rows.to_time(now)),
            )

    def setting(self, name: str) -> str | None:
        """See Store."""
        row = self._row("select value from settings where name = ?", (name,))
        return row[0] if row else None

    def check(self) -> None:
        """See Store."""
        with self._writing() as db:
            # A commit that changes nothing would not reach the disk; setting the number that is there does.
            db.execute("pragma user_version = 0")
