create table visits (
    id text primary key, share_id text not null references shares (id) on delete cascade,
    workspace_id text not null references workspaces (id) on delete cascade,
    assessment_id text not null references assessments (id) on delete cascade,
    force_id text not null, account_id text not null references accounts (id),
    begun text not null, signed text, signed_for text not null, follow_up text, followed_up text
) strict;
create index visits_of on visits (force_id, begun);
create index visits_by_assessment on visits (assessment_id, signed);
-- One open visit a share: a second would split what is noted.
create unique index visits_open on visits (share_id, force_id) where signed is null;
create table remarks (
    visit_id text not null references visits (id) on delete cascade, question_id text not null,
    agreed text check (agreed in ('3', '2', '1', '0', 'dont-know', 'not-applicable')), seen text,
    reason text not null, private text not null, note text not null,
    primary key (visit_id, question_id)
) strict, without rowid;
create table advice (
    visit_id text not null references visits (id) on delete cascade, number integer not null,
    class_id text not null, text text not null, question_id text,
    primary key (visit_id, number)
) strict, without rowid;
