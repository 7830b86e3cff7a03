-- `shown` holds the counts that a board has shown, `summary` the figures at the end: nothing that names anybody.
create table workshops (
    id text primary key, force_id text not null, account_id text not null references accounts (id),
    title text not null, kind text not null check (kind in ('quick', 'full')),
    bank_version text not null references banks (version), code text not null unique,
    begun text not null, until text not null, ended text, area_id text, shown text not null, summary text
) strict;
create index workshops_of on workshops (force_id, begun);
create table workshop_members (
    workshop_id text not null references workshops (id) on delete cascade,
    workspace_id text not null references workspaces (id) on delete cascade,
    assessment_id text references assessments (id) on delete cascade,
    joined text not null,
    primary key (workshop_id, workspace_id)
) strict, without rowid;
create index workshop_members_of on workshop_members (workspace_id);
create index workshop_members_by_assessment on workshop_members (assessment_id);
