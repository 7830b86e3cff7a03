"""Consents that signed visits go along with a request that is passed on."""

from __future__ import annotations

from datetime import datetime

from storage.errors import Refused
from storage.sql import rows
from storage.sql.base import Base, not_found, run
from storage.sql.database import Database
from storage.sql.open_visits import VISIT, to_visit
from storage.visits import Visit


class VisitConsents(Base):
    """The part of the store about these consents; `storage.visit_consents` says what each method does."""

    def let_visits_along(self, workspace_id: str, share_id: str, force_id: str, now: datetime) -> None:
        """See VisitConsentStore."""
        moment = rows.to_time(now)
        with self._writing() as db:
            if _must_own(db, workspace_id, share_id, "and withdrawn is null and until > ?", moment) != force_id:
                raise Refused("Your request has been passed on meanwhile. Read who has it now, and decide again.")
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


def end_consent(db: Database, share_id: str) -> None:
    """End the consent within the act that passes a request on once more: it was for the force that has it now."""
    again = "select id from shares where id = ? and passed_from is not null"
    run(db, f"delete from visit_consents where share_id in ({again})", (share_id,))


def _must_own(db: Database, workspace_id: str, share_id: str, only: str = "", *values: str) -> str:
    """The force that has a share of a workspace. NotFound."""
    sql = f"select force_id from shares where id = ? and workspace_id = ? and wish = 'share' {only}"
    found = run(db, sql, (share_id, workspace_id, *values)).fetchone()
    if found is None:
        raise not_found("share")
    return str(found[0])
