"""The site's own part of the store: banks, settings, counted attempts."""

from __future__ import annotations

from datetime import datetime, timedelta

from storage.errors import Damaged, StoreError
from storage.sql import rows
from storage.sql.base import Base, run

ATTEMPTS_KEPT = timedelta(days=1)


class Site(Base):
    """The part of the store about the site; `storage.site` says what each method does."""

    def keep_bank(self, version: str, document: str) -> None:
        """See SiteStore."""
        try:
            with self._writing() as db:
                run(
                    db,
                    "insert into banks (version, document) values (?, ?) on conflict (version) do nothing",
                    (version, document),
                )
                (kept,) = run(db, "select document from banks where version = ?", (version,)).fetchone()
        except Damaged:
            # What it was cannot be compared; the version holds a digest of the content.
            with self._writing() as db:
                run(
                    db,
                    "insert into bank_copies (version, document) values (?, ?) "
                    "on conflict (version) do update set document = excluded.document",
                    (version, document),
                )
            return
        if kept != rows.clean(document):
            raise StoreError(
                f"Bank {version} is kept with other content, which assessments depend on. "
                "Give the new content a version of its own."
            )

    def bank_document(self, version: str) -> str | None:
        """See SiteStore."""
        row = self._row("select document from bank_copies where version = ?", (version,))
        row = row or self._row("select document from banks where version = ?", (version,))
        return row[0] if row else None

    def note_attempt(self, bucket: str, now: datetime) -> None:
        """See SiteStore."""
        with self._writing("attempts") as db:
            run(db, "delete from attempts where at < ?", (rows.to_time(now - ATTEMPTS_KEPT),))
            run(db, "insert into attempts (bucket, at) values (?, ?)", (bucket, rows.to_time(now)))

    def attempts_since(self, bucket: str, since: datetime) -> int:
        """See SiteStore."""
        row = self._row("select count(*) from attempts where bucket = ? and at >= ?", (bucket, rows.to_time(since)))
        return row[0] if row else 0

    def keep_setting(self, name: str, value: str, now: datetime) -> None:
        """See SiteStore."""
        with self._writing() as db:
            run(
                db,
                "insert into settings (name, value, kept) values (?, ?, ?) "
                "on conflict (name) do update set value = excluded.value, kept = excluded.kept",
                (name, value, rows.to_time(now)),
            )

    def setting(self, name: str) -> str | None:
        """See SiteStore."""
        row = self._row("select value from settings where name = ?", (name,))
        return row[0] if row else None
