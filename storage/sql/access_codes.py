"""The codes that owners make for others."""

from __future__ import annotations

from datetime import datetime

from storage.access_codes import MOST_CODES
from storage.errors import Refused, StoreError
from storage.grants import AccessCode, NewAccessCode
from storage.ids import new_id
from storage.owner_sessions import NewSession
from storage.sealing import Seal, Vault
from storage.sql import rows
from storage.sql.base import Base, insert, must_own, not_found, run, touch
from storage.sql.database import Database
from storage.sql.owner_sessions import put_session
from storage.sql.seals import seal_of

_TAKEN = "This return code is taken. Make another one."
_COLUMNS = f"{rows.ACCESS_CODE}, workspace_id, code_digest"
_ONE = f"select {rows.with_key(rows.ACCESS_CODE, 'c')}, c.workspace_id from access_codes c"


class AccessCodes(Base):
    """The part of the store about codes for others; `storage.access_codes` says what each method does."""

    def make_access_code(self, workspace_id: str, new: NewAccessCode, now: datetime) -> AccessCode:
        """See AccessCodeStore."""
        grant = new.grant
        given = (grant.kind, grant.premises_id, grant.assessment_id, grant.area_id)
        with self._writing() as db:
            must_own(db, workspace_id, grant.assessment_id)
            own = "select 1 from premises where id = ? and workspace_id = ?"
            if grant.premises_id is not None and not run(db, own, (grant.premises_id, workspace_id)).fetchone():
                raise not_found("premises")
            refuse_taken(db, new.digest)
            seal, which = seal_of(db, workspace_id), new_id()
            _refuse_name(db, seal, workspace_id, new.name)
            name = seal.close(rows.clean(new.name), *rows.code_place(which))
            row = (which, name, *given, rows.to_time(now), None, None)
            insert(db, "access_codes", _COLUMNS, (*row, workspace_id, new.digest))
            touch(db, workspace_id, now)
        return rows.access_code(row, seal)

    def access_codes_of(self, workspace_id: str) -> tuple[AccessCode, ...]:
        """See AccessCodeStore."""
        found = self._rows(f"{_ONE} where c.workspace_id = ? order by made desc, rowid desc", (workspace_id,))
        return tuple(_code(self._vault, row) for row in found)

    def open_access_code(self, code_digest: bytes, now: datetime, session: NewSession) -> AccessCode | None:
        """See AccessCodeStore."""
        read = f"{_ONE} where code_digest = ?"
        # Read first: a flood of wrong codes must not queue for the one writer's place.
        if self._row(read, (code_digest,)) is None:
            return None
        with self._writing() as db:
            run(db, "update access_codes set used = ? where code_digest = ?", (rows.to_time(now), code_digest))
            found = run(db, read, (code_digest,)).fetchone()
            if found is None:
                return None  # withdrawn since it was read
            put_session(db, found[-1], session, now, access_code_id=found[0])
            touch(db, found[-1], now)
        return _code(self._vault, found)

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


def author_name(db: Database, seal: Seal, workspace_id: str, code_id: str | None) -> str:
    """The name under which an answer is saved: empty for the owner. NotFound for a code that is no longer in use."""
    if code_id is None:
        return ""
    row = run(
        db,
        "select sealed from access_codes where id = ? and workspace_id = ? and withdrawn is null",
        (code_id, workspace_id),
    ).fetchone()
    if row is None:
        raise not_found("code")
    return seal.text(row[0], *rows.code_place(code_id))


def _refuse_name(db: Database, seal: Seal, workspace_id: str, name: str) -> None:
    in_use = "select id, sealed from access_codes where workspace_id = ? and withdrawn is null"
    used = [seal.text(each, *rows.code_place(which)) for which, each in run(db, in_use, (workspace_id,)).fetchall()]
    if name.casefold() in {each.casefold() for each in used}:
        raise Refused("There is a code for this name already. Withdraw that one first, or enter another name")
    if len(used) >= MOST_CODES:
        raise Refused(
            f"You have {MOST_CODES} codes in use, which is the most. Withdraw those that are no longer needed"
        )


def _code(vault: Vault, row: rows.Row) -> AccessCode:
    *own, key, workspace_id = row
    return rows.access_code(own, vault.seal(workspace_id, key))
