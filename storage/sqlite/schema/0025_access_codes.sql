-- Codes that an owner makes for others. A session that such a code opened refers to it, and ends with it.
create table access_codes (
    id text primary key, workspace_id text not null references workspaces (id) on delete cascade,
    code_digest blob unique, name text not null,
    kind text not null check (kind in ('read', 'place', 'area')),
    premises_id text, assessment_id text references assessments (id) on delete cascade, area_id text,
    made text not null, used text, withdrawn text,
    foreign key (premises_id, workspace_id) references premises (id, workspace_id) on delete cascade,
    check ((code_digest is null) = (withdrawn is not null)),
    check ((kind = 'place') = (premises_id is not null)),
    check ((kind = 'area') = (assessment_id is not null)),
    check ((kind = 'area') = (area_id is not null))
) strict;
create index access_codes_of on access_codes (workspace_id);
create index access_codes_by_premises on access_codes (premises_id, workspace_id) where premises_id is not null;
create index access_codes_by_assessment on access_codes (assessment_id) where assessment_id is not null;
alter table owner_sessions add column access_code_id text references access_codes (id) on delete cascade;
create index owner_sessions_by_code on owner_sessions (access_code_id) where access_code_id is not null;
