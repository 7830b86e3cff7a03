-- The cookie holds a token, the row its digest: a stolen database opens no session, and a closed one never opens again.
create table owner_sessions (
    digest blob primary key,
    workspace_id text not null references workspaces (id) on delete cascade,
    begun text not null, seen text not null,
    sealed_code blob
) strict, without rowid;
create index owner_sessions_of on owner_sessions (workspace_id);
create index owner_sessions_by_seen on owner_sessions (seen);
