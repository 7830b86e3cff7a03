-- Secret addresses at which a calendar reads the days of a finished plan. Withdrawn, such an address is gone.
create table calendar_feeds (
    id text primary key, workspace_id text not null references workspaces (id) on delete cascade,
    assessment_id text not null references assessments (id) on delete cascade,
    token_digest blob not null unique, name text not null, titles text not null check (titles in ('plain', 'jobs')),
    made text not null
) strict;
create index calendar_feeds_of on calendar_feeds (assessment_id);
create index calendar_feeds_by_workspace on calendar_feeds (workspace_id);
