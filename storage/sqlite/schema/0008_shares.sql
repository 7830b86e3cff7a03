-- `facts` holds what the force's figures count of an assessment: nothing that names anybody.
create table shares (
    id text primary key, workspace_id text not null references workspaces (id) on delete cascade,
    premises_id text not null references premises (id) on delete cascade,
    assessment_id text not null references assessments (id) on delete cascade,
    force_id text not null, wish text not null check (wish in ('share', 'contact')),
    message text not null, reach text not null,
    created text not null, until text not null, withdrawn text,
    state text not null check (state in ('open', 'taken', 'closed')),
    taken_by text references accounts (id), outcome text not null, passed_from text, facts text not null
) strict;
create index shares_of on shares (workspace_id);
create index shares_for on shares (force_id, state, created) where withdrawn is null;
create index shares_by_assessment on shares (assessment_id);
