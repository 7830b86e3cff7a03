"""Consents that signed visits go along with a request that is passed on."""

from __future__ import annotations

from datetime import datetime

from storage.sql import rows
from storage.sql.base import Base, not_found, run
from storage.sql.database import Database
from storage.sql.open_visits import VISIT, to_visit
from storage.visits import Visit


class VisitConsents(Base):
    """The part of the store about these consents; `storage.visit_consents` says what each method does."""

    def let_visits_along(self, workspace_id: str, share_id: str, now: datetime) -> None:
        """See VisitConsentStore."""
        moment = rows.to_time(now)
        with self._writing() as db:
            _must_own(db, workspace_id, share_id, "and withdrawn is null and until > ?", moment)
            agreed = "insert into visit_consents (share_id, at) values (?, ?) on conflict (share_id) do nothing"
            run(db, agreed, (share_id, moment))

    def keep_visits_back(self, workspace_id: str, share_id: str) -> None:
        """See VisitConsentStore."""
        with self._writing() as db:
            _must_own(db, workspace_id, share_id)
            run(db, "delete from visit_consents where share_id = ?", (share_id,))

    def visits_along_since(self, share_id: str) -> datetime | None:
        """See VisitConsentStore."""
        row = self._row("select at from visit_consents where share_id = ?", (share_id,))
        return datetime.fromisoformat(row[0]) if row else None

    def signed_under(self, share_id: str) -> tuple[Visit, ...]:
        """See VisitConsentStore."""
        sql = (
            f"select {rows.with_key(VISIT, 'v')} from visits v where v.share_id = ? and v.signed is not null "
            "and not exists (select 1 from visits c where c.corrects = v.id and c.signed is not null) "
            "order by v.signed desc"
        )
        return tuple(to_visit(self._vault, row) for row in self._rows(sql, (share_id,)))


def _must_own(db: Database, workspace_id: str, share_id: str, only: str = "", *values: str) -> None:
    sql = f"select 1 from shares where id = ? and workspace_id = ? and wish = 'share' {only}"
    if not run(db, sql, (share_id, workspace_id, *values)).fetchone():
        raise not_found("share")
