"""The whole SQLite store: its parts, the kept prints, the counted attempts and the check."""

from __future__ import annotations

from datetime import datetime, timedelta

from storage.sqlite import rows
from storage.sqlite.accounts import Accounts
from storage.sqlite.assessments import Assessments
from storage.sqlite.base import not_found, run
from storage.sqlite.sharing import Sharing
from storage.sqlite.workspaces import Workspaces

PRINTS_KEPT = 3
ATTEMPTS_KEPT = timedelta(days=1)


class SqliteStore(Workspaces, Assessments, Accounts, Sharing):
    """A Store in one encrypted file, for any number of threads and processes of one machine."""

    def keep_print(self, assessment_id: str, key: str, document: bytes, now: datetime) -> None:
        """See Store."""
        with self._writing() as db:
            if not run(db, "select 1 from assessments where id = ?", (assessment_id,)).fetchone():
                raise not_found("assessment")
            run(
                db,
                "insert or replace into prints (assessment_id, key, kept, document) values (?, ?, ?, ?)",
                (assessment_id, key, rows.to_time(now), document),
            )
            run(
                db,
                "delete from prints where assessment_id = ? and rowid not in ("
                "select rowid from prints where assessment_id = ? order by kept desc, rowid desc limit ?)",
                (assessment_id, assessment_id, PRINTS_KEPT),
            )

    def find_print(self, assessment_id: str, key: str) -> bytes | None:
        """See Store."""
        row = self._row("select document from prints where assessment_id = ? and key = ?", (assessment_id, key))
        return row[0] if row else None

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
