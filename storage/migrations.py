"""The tables, one step a version: published steps never change, a new need is a new step at the end."""

from __future__ import annotations

from sqlite_utils import Database, Migrations

from storage.errors import StoreUnavailable
from storage.recount import recount

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


@STEPS(name="0006_print_orders")
def _print_orders(db: Database) -> None:
    # What was printed before is not carried over: it is only kept to save time, and is made again when asked for.
    db.execute("drop table prints")
    db.execute("""
        create table prints (
            id text primary key, key text not null, kind text not null, subject text not null,
            workspace_id text references workspaces (id) on delete cascade,
            assessment_id text references assessments (id) on delete cascade,
            asked text not null, started text, printer text, tries integer not null default 0,
            printed text, document blob, failed text,
            check (assessment_id is null or workspace_id is not null),
            check ((printed is null) = (document is null))
        ) strict""")
    db.execute("create index prints_of on prints (workspace_id, assessment_id, kind, key)")
    db.execute("create index prints_by_assessment on prints (assessment_id)")
    db.execute("create index prints_to_do on prints (asked) where printed is null and failed is null")


@STEPS(name="0007_accounts")
def _accounts(db: Database) -> None:
    db.execute("""
        create table accounts (
            id text primary key, force_id text not null, email text not null unique, name text not null,
            role text not null check (role in ('administrator', 'adviser')),
            state text not null check (state in ('invited', 'active', 'suspended', 'removed')),
            password_hash text not null, totp_secret text not null, totp_step integer not null, created text not null,
            invitation blob unique, invited_until text
        ) strict""")
    db.execute("create index accounts_of on accounts (force_id)")
    db.execute("""
        create table recovery_codes (
            account_id text not null references accounts (id) on delete cascade, digest blob not null,
            primary key (account_id, digest)
        ) strict""")
    db.execute("""
        create table passkeys (
            id blob primary key, account_id text not null references accounts (id) on delete cascade,
            name text not null, public_key blob not null, sign_count integer not null, created text not null, used text
        ) strict""")
    db.execute("create index passkeys_of on passkeys (account_id)")
    db.execute("""
        create table sign_ins (
            id text primary key, account_id text not null references accounts (id) on delete cascade,
            digest blob not null unique, device text not null, begun text not null, seen text not null,
            until text not null
        ) strict""")
    db.execute("create index sign_ins_of on sign_ins (account_id)")
    # Append-only, by the database itself: not even a fault of ours changes what was written.
    db.execute("""
        create table acts (
            id integer primary key autoincrement, at text not null, force_id text not null, account_id text not null,
            act text not null, about text not null
        ) strict""")
    db.execute("create index acts_of on acts (force_id, id)")
    for change in ("update", "delete"):
        db.execute(
            f"create trigger acts_no_{change} before {change} on acts "
            "begin select raise(abort, 'the log is only added to'); end"
        )


@STEPS(name="0008_shares")
def _shares(db: Database) -> None:
    # `facts` holds what the force's figures count of an assessment: nothing that names anybody.
    db.execute("""
        create table shares (
            id text primary key, workspace_id text not null references workspaces (id) on delete cascade,
            premises_id text not null references premises (id) on delete cascade,
            assessment_id text not null references assessments (id) on delete cascade,
            force_id text not null, wish text not null check (wish in ('share', 'contact')),
            message text not null, reach text not null,
            created text not null, until text not null, withdrawn text,
            state text not null check (state in ('open', 'taken', 'closed')),
            taken_by text references accounts (id), outcome text not null, passed_from text, facts text not null
        ) strict""")
    db.execute("create index shares_of on shares (workspace_id)")
    db.execute("create index shares_for on shares (force_id, state, created) where withdrawn is null")
    db.execute("create index shares_by_assessment on shares (assessment_id)")


@STEPS(name="0009_passing_on")
def _passing_on(db: Database) -> None:
    db.execute("alter table shares add column passed_why text not null default ''")
    # An owner asks what advisers did with a share; the log is long.
    db.execute("create index acts_about on acts (about)")


@STEPS(name="0010_workshops")
def _workshops(db: Database) -> None:
    # `shown` holds the counts that a board has shown, `summary` the figures at the end: nothing that names anybody.
    db.execute("""
        create table workshops (
            id text primary key, force_id text not null, account_id text not null references accounts (id),
            title text not null, kind text not null check (kind in ('quick', 'full')),
            bank_version text not null references banks (version), code text not null unique,
            begun text not null, until text not null, ended text, area_id text, shown text not null, summary text
        ) strict""")
    db.execute("create index workshops_of on workshops (force_id, begun)")
    db.execute("""
        create table workshop_members (
            workshop_id text not null references workshops (id) on delete cascade,
            workspace_id text not null references workspaces (id) on delete cascade,
            assessment_id text references assessments (id) on delete cascade,
            joined text not null,
            primary key (workshop_id, workspace_id)
        ) strict, without rowid""")
    db.execute("create index workshop_members_of on workshop_members (workspace_id)")
    db.execute("create index workshop_members_by_assessment on workshop_members (assessment_id)")


@STEPS(name="0011_entries")
def _entries(db: Database) -> None:
    # Both tables are append-only, by the database itself: what was printed when can always be told.
    db.execute("""
        create table entries (
            number integer primary key autoincrement, id text not null unique, force_id text not null,
            team text not null, email text not null, phone text not null, page text not null, hours text not null,
            notes text not null, proposed_by text not null references accounts (id), proposed text not null
        ) strict""")
    db.execute("create index entries_of on entries (force_id, number)")
    db.execute("""
        create table entry_acts (
            number integer primary key autoincrement, entry_id text not null references entries (id),
            act text not null check (act in ('confirmed', 'refused', 'renewed')),
            account_id text not null references accounts (id), at text not null
        ) strict""")
    db.execute("create index entry_acts_of on entry_acts (entry_id, number)")
    db.execute("create unique index entry_decided on entry_acts (entry_id) where act in ('confirmed', 'refused')")
    for table in ("entries", "entry_acts"):
        for change in ("update", "delete"):
            db.execute(
                f"create trigger {table}_no_{change} before {change} on {table} "
                "begin select raise(abort, 'entries are only added to'); end"
            )


@STEPS(name="0012_figures")
def _figures(db: Database) -> None:
    # Tallies by cell, so that no page counts shares one by one.
    db.execute("""
        create table figures (
            force_id text not null, kind text not null, key text not null,
            count integer not null, points integer not null, most integer not null,
            primary key (force_id, kind, key)
        ) strict, without rowid""")
    # What was last published of each part; `gone` counts the premises in it that were deleted since.
    db.execute("""
        create table figures_shown (
            force_id text not null, kind text not null, key text not null,
            as_at text not null, shown text not null, gone integer not null,
            primary key (force_id, kind, key)
        ) strict, without rowid""")
    # The premises that count otherwise than in what is published, with a digest of what they counted as there.
    db.execute("""
        create table figures_changed (
            force_id text not null, kind text not null, key text not null, premises_id text not null, published text,
            primary key (force_id, kind, key, premises_id)
        ) strict, without rowid""")
    db.execute("create index figures_changed_by_premises on figures_changed (premises_id)")
    # The newest share of a premises, and what is deleted with it.
    db.execute("create index shares_by_premises on shares (premises_id, force_id, created)")
    recount(db)


@STEPS(name="0013_visits")
def _visits(db: Database) -> None:
    db.execute("""
        create table visits (
            id text primary key, share_id text not null references shares (id) on delete cascade,
            workspace_id text not null references workspaces (id) on delete cascade,
            assessment_id text not null references assessments (id) on delete cascade,
            force_id text not null, account_id text not null references accounts (id),
            begun text not null, signed text, signed_for text not null, follow_up text, followed_up text
        ) strict""")
    db.execute("create index visits_of on visits (force_id, begun)")
    db.execute("create index visits_by_assessment on visits (assessment_id, signed)")
    # One open visit a share: a second would split what is noted.
    db.execute("create unique index visits_open on visits (share_id, force_id) where signed is null")
    db.execute("""
        create table remarks (
            visit_id text not null references visits (id) on delete cascade, question_id text not null,
            agreed text check (agreed in ('3', '2', '1', '0', 'dont-know', 'not-applicable')), seen text,
            reason text not null, private text not null, note text not null,
            primary key (visit_id, question_id)
        ) strict, without rowid""")
    db.execute("""
        create table advice (
            visit_id text not null references visits (id) on delete cascade, number integer not null,
            class_id text not null, text text not null, question_id text,
            primary key (visit_id, number)
        ) strict, without rowid""")


@STEPS(name="0014_logos")
def _logos(db: Database) -> None:
    db.execute("""
        create table logos (
            premises_id text primary key references premises (id) on delete cascade, picture blob not null
        ) strict""")


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
