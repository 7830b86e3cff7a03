"""Sessions of owners in SQLite."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlite_utils import Database

from storage.owner_sessions import NewSession, OwnerSession
from storage.sqlite import rows
from storage.sqlite.base import Base, insert, run
from storage.sqlite.others import OTHERS, lately, read_others

SEEN_EVERY = timedelta(minutes=5)


class OwnerSessions(Base):
    """The part of the store about owners' sessions; `storage.owner_sessions` says what each method does."""

    def owner_session(self, digest: bytes, now: datetime) -> OwnerSession | None:
        """See OwnerSessionStore."""
        row = self._row(
            f"select s.workspace_id, s.begun, s.seen, s.sealed_code, {OTHERS}, {rows.columns(rows.ACCESS_CODE, 'c')} "
            "from (select *, null as sign_in_id from owner_sessions where digest = ?) s "
            "left join access_codes c on c.id = s.access_code_id",
            (*lately(now), digest),
        )
        if row is None:
            return None
        begun, seen = datetime.fromisoformat(row[1]), datetime.fromisoformat(row[2])
        code = rows.access_code(row[6:]) if row[6] is not None else None
        found = OwnerSession(row[0], begun, seen, row[3], read_others(*row[4:6]), code)
        if now - found.seen >= SEEN_EVERY:
            with self._writing() as db:
                run(db, "update owner_sessions set seen = ? where digest = ?", (rows.to_time(now), digest))
                if code is not None:
                    run(db, "update access_codes set used = ? where id = ?", (rows.to_time(now), code.id))
        return found

    def forget_code(self, digest: bytes) -> None:
        """See OwnerSessionStore."""
        with self._writing() as db:
            run(db, "update owner_sessions set sealed_code = null where digest = ?", (digest,))

    def close_session(self, digest: bytes) -> None:
        """See OwnerSessionStore."""
        with self._writing() as db:
            run(db, "delete from owner_sessions where digest = ?", (digest,))

    def forget_sessions(self, seen_before: datetime) -> int:
        """See OwnerSessionStore."""
        with self._writing() as db:
            return run(db, "delete from owner_sessions where seen < ?", (rows.to_time(seen_before),)).rowcount


def put_session(
    db: Database, workspace_id: str, session: NewSession, now: datetime, *, access_code_id: str | None = None
) -> None:
    """Begin a session within the transaction of the act that opens the workspace."""
    moment = rows.to_time(now)
    columns = "digest, workspace_id, begun, seen, sealed_code, access_code_id"
    row = (session.digest, workspace_id, moment, moment, session.sealed_code, access_code_id)
    insert(db, "owner_sessions", columns, row)
