"""Workspaces and premises."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC, datetime

from questions.conditions import Value
from storage.errors import Refused
from storage.ids import new_id
from storage.owner_sessions import NewSession
from storage.owners import EMPTY, STARTED_TWICE, ProfileChange
from storage.records import Premises, Workspace
from storage.sealing import Seal
from storage.sql import rows
from storage.sql.access_codes import refuse_taken
from storage.sql.base import insert, must_own, not_found, run, touch, update_one
from storage.sql.database import Database
from storage.sql.figures import record_deletion, recounted
from storage.sql.owner_sessions import forget_used_code, put_session
from storage.sql.print_orders import forget_joint_prints
from storage.sql.seals import KEY, OF_PREMISES, Sealed, seal_of
from storage.sql.workshops import join

_ONE = f"select {rows.with_key(rows.PREMISES, 'premises')} from premises"


class Workspaces(Sealed):
    """The part of the store about workspaces and premises; `storage.owners` says what each method does."""

    def begin_workspace(
        self,
        code_digest: bytes,
        now: datetime,
        *,
        session: NewSession | None = None,
        workshop_id: str | None = None,
    ) -> tuple[Workspace, Premises]:
        """See WorkspaceStore."""
        moment = rows.to_time(now)
        row = (new_id(), moment, moment, code_digest)
        with self._writing() as db:
            refuse_taken(db, code_digest)
            insert(db, "workspaces", f"{rows.WORKSPACE}, data_key", (*row, db.vault.new_key(row[0])))
            premises = _put_premises(db, seal_of(db, row[0]), row[0], now)
            if session is not None:
                put_session(db, row[0], session, now)
            if workshop_id is not None:
                join(db, workshop_id, row[0], None, now)
        return rows.workspace(row), premises

    def find_workspace(
        self, code_digest: bytes, now: datetime, *, session: NewSession | None = None
    ) -> Workspace | None:
        """See WorkspaceStore."""
        # Read first: a flood of wrong codes must not queue for the one writer's place.
        row = self._row(f"select {rows.WORKSPACE} from workspaces where code_digest = ?", (code_digest,))
        if row is None:
            return None
        found = rows.workspace(row)
        with self._writing() as db:
            touched = run(
                db,
                "update workspaces set touched = ? where id = ? and code_digest = ?",
                (rows.to_time(now), found.id, code_digest),
            )
            if touched.rowcount == 0:
                return None  # deleted, or its code replaced, since it was read
            forget_used_code(db, found.id, now)
            if session is not None:
                put_session(db, found.id, session, now)
            return replace(found, touched=now.astimezone(UTC))

    def replace_code(
        self, workspace_id: str, code_digest: bytes, now: datetime, *, session: NewSession | None = None
    ) -> None:
        """See WorkspaceStore."""
        with self._writing() as db:
            refuse_taken(db, code_digest)
            update_one(
                db,
                "workspace",
                "update workspaces set code_digest = ? where id = ?",
                (code_digest, workspace_id),
            )
            opened = "workspace_id = ? and access_code_id is null"
            run(db, f"delete from owner_sessions where {opened}", (workspace_id,))
            if session is not None:
                put_session(db, workspace_id, session, now)

    def workspace(self, workspace_id: str) -> Workspace | None:
        """See WorkspaceStore."""
        row = self._row(f"select {rows.WORKSPACE} from workspaces where id = ?", (workspace_id,))
        return rows.workspace(row) if row else None

    def delete_workspace(self, workspace_id: str) -> None:
        """See WorkspaceStore."""
        with self._writing() as db:
            _delete(db, workspace_id)
        self._clean_after_deletion()

    def untouched_workspaces(self, before: datetime) -> int:
        """See WorkspaceStore."""
        row = self._row("select count(*) from workspaces where touched < ?", (rows.to_time(before),))
        return row[0] if row else 0

    def delete_untouched(self, before: datetime, most: int) -> int:
        """See WorkspaceStore."""
        oldest = "select id from workspaces where touched < ? order by touched limit ?"
        if not self._row(oldest, (moment := rows.to_time(before), 1)):
            return 0  # as nearly always: no writer is kept waiting for nothing
        with self._writing() as db:
            found = run(db, oldest, (moment, most)).fetchall()
            for (workspace_id,) in found:
                _delete(db, workspace_id)
        self._clean_after_deletion()
        return len(found)

    def add_premises(
        self,
        workspace_id: str,
        now: datetime,
        *,
        profile: Mapping[str, Value] = EMPTY,
        answers_from: str | None = None,
    ) -> Premises:
        """See WorkspaceStore."""
        with self._writing() as db:
            must_own(db, workspace_id, answers_from)
            touch(db, workspace_id, now)
            seal, text = seal_of(db, workspace_id), rows.to_json(profile)
            known = _just_added(db, seal, workspace_id, text, now) if profile else None
            return known or _put_premises(db, seal, workspace_id, now, text, answers_from)

    def delete_premises(self, workspace_id: str, premises_id: str, now: datetime) -> None:
        """See WorkspaceStore."""
        own = (premises_id, workspace_id)
        with self._writing() as db:
            if not run(db, "select 1 from premises where id = ? and workspace_id = ?", own).fetchone():
                raise not_found("premises")
            if not run(db, "select 1 from premises where id <> ? and workspace_id = ?", own).fetchone():
                raise Refused("This is the only place in your workspace. Delete everything instead.")
            shared = run(db, "select distinct force_id, premises_id from shares where premises_id = ?", own[:1])
            with recounted(db, shared.fetchall()):
                forget_joint_prints(db, workspace_id)
                run(db, "delete from premises where id = ? and workspace_id = ?", own)
            record_deletion(db, own[:1])
            touch(db, workspace_id, now)
        self._clean_after_deletion()

    def premises(self, workspace_id: str, premises_id: str) -> Premises | None:
        """See WorkspaceStore."""
        row = self._row(f"{_ONE} where id = ? and workspace_id = ?", (premises_id, workspace_id))
        return next(iter(self._premises([row])), None) if row else None

    def premises_of(self, workspace_id: str) -> tuple[Premises, ...]:
        """See WorkspaceStore."""
        return self._premises(self._rows(f"{_ONE} where workspace_id = ? order by created, rowid", (workspace_id,)))

    def change_profile(self, workspace_id: str, premises_id: str, change: ProfileChange, now: datetime) -> None:
        """See WorkspaceStore."""
        own = (premises_id, workspace_id)
        with self._writing(workspace_id) as db:
            row = run(db, "select sealed from premises where id = ? and workspace_id = ?", own).fetchone()
            if row is None:
                raise not_found("premises")
            seal = seal_of(db, workspace_id)
            text = rows.to_json(change(rows.from_json(seal.text(row[0], "premises", premises_id))))
            _seal_profile(db, seal, "premises", premises_id, text)
            under_way = "select id from assessments where premises_id = ? and workspace_id = ? and finished is null"
            for (assessment_id,) in run(db, under_way, own).fetchall():
                _seal_profile(db, seal, "assessments", assessment_id, text)
            touch(db, workspace_id, now)

    def save_profile(self, workspace_id: str, premises_id: str, profile: Mapping[str, Value], now: datetime) -> None:
        """See WorkspaceStore."""
        self.change_profile(workspace_id, premises_id, lambda _: profile, now)

    def keep_logo(self, workspace_id: str, premises_id: str, picture: bytes | None, now: datetime) -> None:
        """See WorkspaceStore."""
        with self._writing() as db:
            own = (premises_id, workspace_id)
            if not run(db, "select 1 from premises where id = ? and workspace_id = ?", own).fetchone():
                raise not_found("premises")
            run(db, "delete from logos where premises_id = ?", (premises_id,))
            if picture is not None:
                sealed = seal_of(db, workspace_id).close(picture, "logos", premises_id)
                run(db, "insert into logos (premises_id, sealed) values (?, ?)", (premises_id, sealed))
            touch(db, workspace_id, now)

    def logo(self, premises_id: str) -> bytes | None:
        """See WorkspaceStore."""
        seal, found = self._opened(
            f"select r.sealed, {KEY} from logos r {OF_PREMISES} where premises_id = ?", (premises_id,)
        )
        return seal.open(found[0][0], "logos", premises_id) if seal else None

    def choose_force(self, workspace_id: str, premises_id: str, force_id: str | None) -> None:
        """See WorkspaceStore."""
        with self._writing() as db:
            update_one(
                db,
                "premises",
                "update premises set force_id = ? where id = ? and workspace_id = ?",
                (force_id, premises_id, workspace_id),
            )

    def _premises(self, found: Iterable[rows.Row]) -> tuple[Premises, ...]:
        return tuple(rows.premises(row, self._vault.seal(row[1], key)) for *row, key in found)


def _delete(db: Database, workspace_id: str) -> None:
    owned = "select id from premises where workspace_id = ?"
    premises = [row[0] for row in run(db, owned, (workspace_id,))]
    shared = "select distinct force_id, premises_id from shares where workspace_id = ?"
    with recounted(db, run(db, shared, (workspace_id,)).fetchall()):
        run(db, "delete from workspaces where id = ?", (workspace_id,))
    record_deletion(db, premises)


def _just_added(db: Database, seal: Seal, workspace_id: str, profile: str, now: datetime) -> Premises | None:
    """The premises that a press just before has added, still without an assessment; see `add_premises`."""
    found = run(
        db,
        f"select {rows.PREMISES} from premises p where workspace_id = ? and created > ? "
        "and not exists (select 1 from assessments where premises_id = p.id)",
        (workspace_id, rows.to_time(now - STARTED_TWICE)),
    ).fetchall()
    return next(
        (each for each in (rows.premises(row, seal) for row in found) if rows.to_json(each.profile) == profile), None
    )


def _put_premises(
    db: Database, seal: Seal, workspace_id: str, now: datetime, profile: str = "{}", answers_from: str | None = None
) -> Premises:
    which = new_id()
    row = (which, workspace_id, seal.close(profile, "premises", which), None, rows.to_time(now), answers_from)
    insert(db, "premises", rows.PREMISES, row)
    return rows.premises(row, seal)


def _seal_profile(db: Database, seal: Seal, table: str, which: str, profile: str) -> None:
    run(db, f"update {table} set sealed = ? where id = ?", (seal.close(profile, table, which), which))
