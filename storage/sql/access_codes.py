"""The codes that owners make for others."""

from __future__ import annotations

from datetime import datetime

from storage.access_codes import MOST_CODES
from storage.errors import Refused, StoreError
from storage.grants import AccessCode, NewAccessCode
from storage.ids import new_id
from storage.owner_sessions import NewSession
from storage.sql import rows
from storage.sql.base import Base, insert, must_own, not_found, run, touch
from storage.sql.database import Database
from storage.sql.owner_sessions import put_session

_TAKEN = "This return code is taken. Make another one."
_COLUMNS = f"id, workspace_id, code_digest, {rows.ACCESS_CODE.removeprefix('id, ')}"


class AccessCodes(Base):
    """The part of the store about codes for others; `storage.access_codes` says what each method does."""

    def make_access_code(self, workspace_id: str, new: NewAccessCode, now: datetime) -> AccessCode:
        """See AccessCodeStore."""
        grant = new.grant
        given = (grant.kind, grant.premises_id, grant.assessment_id, grant.area_id)
        row = (new_id(), new.name, *given, rows.to_time(now), None, None)
        with self._writing() as db:
            must_own(db, workspace_id, grant.assessment_id)
            own = "select 1 from premises where id = ? and workspace_id = ?"
            if grant.premises_id is not None and not run(db, own, (grant.premises_id, workspace_id)).fetchone():
                raise not_found("premises")
            refuse_taken(db, new.digest)
            _refuse_name(db, workspace_id, new.name)
            insert(db, "access_codes", _COLUMNS, (row[0], workspace_id, new.digest, *row[1:]))
            touch(db, workspace_id, now)
        return rows.access_code(row)

    def access_codes_of(self, workspace_id: str) -> tuple[AccessCode, ...]:
        """See AccessCodeStore."""
        found = self._rows(
            f"select {rows.ACCESS_CODE} from access_codes where workspace_id = ? order by made desc, rowid desc",
            (workspace_id,),
        )
        return tuple(map(rows.access_code, found))

    def open_access_code(self, code_digest: bytes, now: datetime, session: NewSession) -> AccessCode | None:
        """See AccessCodeStore."""
        read = f"select workspace_id, {rows.ACCESS_CODE} from access_codes where code_digest = ?"
        # Read first: a flood of wrong codes must not queue for the one writer's place.
        if self._row(read, (code_digest,)) is None:
            return None
        with self._writing() as db:
            run(db, "update access_codes set used = ? where code_digest = ?", (rows.to_time(now), code_digest))
            found = run(db, read, (code_digest,)).fetchone()
            if found is None:
                return None  # withdrawn since it was read
            workspace_id, *row = found
            put_session(db, workspace_id, session, now, access_code_id=row[0])
            touch(db, workspace_id, now)
        return rows.access_code(row)

    def withdraw_access_code(self, workspace_id: str, code_id: str, now: datetime) -> None:
        """See AccessCodeStore."""
        own = (code_id, workspace_id)
        with self._writing() as db:
            if not run(db, "select 1 from access_codes where id = ? and workspace_id = ?", own).fetchone():
                raise not_found("code")
            run(
                db,
                "update access_codes set withdrawn = ?, code_digest = null where id = ? and withdrawn is null",
                (rows.to_time(now), code_id),
            )
            run(db, "delete from owner_sessions where access_code_id = ?", (code_id,))


def refuse_taken(db: Database, code_digest: bytes) -> None:
    """StoreError where a workspace, or a code for others, has this code."""
    for table in ("workspaces", "access_codes"):
        if run(db, f"select 1 from {table} where code_digest = ?", (code_digest,)).fetchone():
            raise StoreError(_TAKEN)


def author_name(db: Database, workspace_id: str, code_id: str | None) -> str:
    """The name under which an answer is saved: empty for the owner. NotFound for a code that is no longer in use."""
    if code_id is None:
        return ""
    row = run(
        db,
        "select name from access_codes where id = ? and workspace_id = ? and withdrawn is null",
        (code_id, workspace_id),
    ).fetchone()
    if row is None:
        raise not_found("code")
    return str(row[0])


def _refuse_name(db: Database, workspace_id: str, name: str) -> None:
    in_use = "select name from access_codes where workspace_id = ? and withdrawn is null"
    used = [each for (each,) in run(db, in_use, (workspace_id,))]
    if name.casefold() in {each.casefold() for each in used}:
        raise Refused("There is a code for this name already. Withdraw that one first, or enter another name")
    if len(used) >= MOST_CODES:
        raise Refused(
            f"You have {MOST_CODES} codes in use, which is the most. Withdraw those that are no longer needed"
        )
