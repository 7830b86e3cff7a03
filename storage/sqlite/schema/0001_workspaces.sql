create table workspaces (
    id text primary key, code_digest blob not null unique, created text not null, touched text not null
) strict;
create table premises (
    id text primary key,
    workspace_id text not null references workspaces (id) on delete cascade,
    profile text not null, force_id text, created text not null,
    unique (id, workspace_id)
) strict;
create index premises_of on premises (workspace_id);
