"""The tables, one step a version: published steps never change, a new need is a new step at the end."""

from __future__ import annotations

from sqlite_utils import Database, Migrations

from storage.errors import StoreUnavailable

STEPS = Migrations("store")


@STEPS(name="0001_workspaces")
def _workspaces(db: Database) -> None:
    db.execute("""
        create table workspaces (
            id text primary key, code_digest blob not null unique, created text not null, touched text not null
        ) strict""")
    db.execute("""
        create table premises (
            id text primary key,
            workspace_id text not null references workspaces (id) on delete cascade,
            profile text not null, force_id text, created text not null,
            unique (id, workspace_id)
        ) strict""")
    db.execute("create index premises_of on premises (workspace_id)")


@STEPS(name="0002_assessments")
def _assessments(db: Database) -> None:
    db.execute("create table banks (version text primary key, document text not null) strict")
    # Both columns together refer to the premises: an assessment can never be in one workspace
    # while its premises are in another.
    db.execute("""
        create table assessments (
            id text primary key, premises_id text not null, workspace_id text not null,
            reference text not null unique,
            bank_version text not null references banks (version),
            kind text not null check (kind in ('quick', 'full')),
            profile text not null, started text not null, finished text,
            foreign key (premises_id, workspace_id) references premises (id, workspace_id) on delete cascade
        ) strict""")
    db.execute("create index assessments_of on assessments (premises_id, workspace_id)")
    db.execute("create index assessments_by_bank on assessments (bank_version)")
    # Without rowid, the answers of an assessment lie together: one walk reads them.
    db.execute("""
        create table answers (
            assessment_id text not null references assessments (id) on delete cascade,
            question_id text not null,
            choice text check (choice in ('3', '2', '1', '0', 'dont-know', 'not-applicable')),
            reason text not null, note text not null,
            primary key (assessment_id, question_id)
        ) strict, without rowid""")


@STEPS(name="0003_prints")
def _prints(db: Database) -> None:
    db.execute("""
        create table prints (
            assessment_id text not null references assessments (id) on delete cascade,
            key text not null, kept text not null, document blob not null,
            primary key (assessment_id, key)
        ) strict""")


@STEPS(name="0004_attempts")
def _attempts(db: Database) -> None:
    db.execute("create table attempts (bucket text not null, at text not null) strict")
    db.execute("create index attempts_of on attempts (bucket, at)")
    db.execute("create index attempts_by_time on attempts (at)")


@STEPS(name="0005_settings")
def _settings(db: Database) -> None:
    db.execute("create table settings (name text primary key, value text not null, kept text not null) strict")


def step_names() -> tuple[str, ...]:
    """Every step of this version of the program, in order."""
    with Database(memory=True) as empty:
        return tuple(step.name for step in STEPS.pending(empty))


def migrate(db: Database) -> None:
    """Bring the tables up to date, all steps or none; a second process waits and then finds nothing to do.

    Raises StoreUnavailable when a newer version of the program has been here.
    """
    newer = {step.name for step in STEPS.applied(db)} - set(step_names())
    if newer:
        raise StoreUnavailable(
            f"The database has steps that this version does not know ({', '.join(sorted(newer))}). "
            "Run the version that made them, or restore a back-up from before it."
        )
    if not STEPS.pending(db):
        return
    # Taken before `apply` looks at what is pending, or two processes would both apply the same step.
    db.execute("begin immediate")
    try:
        STEPS.apply(db)
    except BaseException:
        db.rollback()
        raise
    db.commit()
