"""Sessions of owners."""

from __future__ import annotations

from datetime import datetime, timedelta

from local_time import london_day
from storage.owner_sessions import NewSession, OwnerSession
from storage.sql import rows
from storage.sql.base import Base, insert, run
from storage.sql.database import Database
from storage.sql.others import OTHERS, lately, read_others

SEEN_EVERY = timedelta(minutes=5)


class OwnerSessions(Base):
    """The part of the store about owners' sessions; `storage.owner_sessions` says what each method does."""

    def owner_session(self, digest: bytes, now: datetime) -> OwnerSession | None:
        """See OwnerSessionStore."""
        row = self._row(
            "select s.workspace_id, s.begun, s.seen, s.sealed_code, s.code_state, "
            f"{OTHERS}, {rows.with_key(rows.ACCESS_CODE, 'c')} "
            "from (select *, cast(null as text) as sign_in_id from owner_sessions where digest = ?) s "
            "left join access_codes c on c.id = s.access_code_id",
            (*lately(now), digest),
        )
        if row is None:
            return None
        begun, seen = datetime.fromisoformat(row[1]), datetime.fromisoformat(row[2])
        code = rows.access_code(row[7:-1], self._vault.seal(row[0], row[-1])) if row[7] is not None else None
        found = OwnerSession(row[0], begun, seen, row[3], read_others(*row[5:7]), code, row[4])
        if now - found.seen >= SEEN_EVERY:
            with self._writing(found.workspace_id) as db:
                run(db, "update owner_sessions set seen = ? where digest = ?", (rows.to_time(now), digest))
                if code is not None:
                    run(db, "update access_codes set used = ? where id = ?", (rows.to_time(now), code.id))
        return found

    def keep_code(self, digest: bytes) -> None:
        """See OwnerSessionStore."""
        with self._writing() as db:
            run(
                db,
                "update owner_sessions set code_state = 'kept', "
                "sealed_code = case code_state when 'new' then sealed_code end where digest = ?",
                (digest,),
            )

    def show_code_again(self, digest: bytes) -> None:
        """See OwnerSessionStore."""
        with self._writing() as db:
            run(
                db, "update owner_sessions set code_state = 'again' where digest = ? and code_state = 'kept'", (digest,)
            )

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


def forget_used_code(db: Database, workspace_id: str, now: datetime) -> None:
    """Forget a return code that was made on an earlier day in London, within the act that it opens the workspace."""
    held = "select digest, begun from owner_sessions where workspace_id = ? and sealed_code is not null"
    for digest, begun in run(db, held, (workspace_id,)).fetchall():
        if london_day(datetime.fromisoformat(begun)) < london_day(now):
            run(db, "update owner_sessions set sealed_code = null where digest = ?", (digest,))
