-- The tables that storage/sqlite/schema has made up to its step 0038, for PostgreSQL.
create table workspaces (
    id text collate "C" primary key,
    code_digest bytea not null unique,
    created text collate "C" not null,
    touched text collate "C" not null,
    rowid bigint generated always as identity
);
create table premises (
    id text collate "C" primary key,
    workspace_id text collate "C" not null references workspaces (id) on delete cascade,
    profile text collate "C" not null,
    force_id text collate "C",
    created text collate "C" not null,
    answers_from text collate "C",
    unique (id, workspace_id),
    rowid bigint generated always as identity
);
create index premises_of on premises (workspace_id);
create table banks (
    version text collate "C" primary key,
    document text collate "C" not null,
    rowid bigint generated always as identity
);
create table assessments (
    id text collate "C" primary key,
    premises_id text collate "C" not null,
    workspace_id text collate "C" not null,
    reference text collate "C" not null unique,
    bank_version text collate "C" not null references banks (version),
    kind text collate "C" not null check (kind in ('quick', 'full')),
    profile text collate "C" not null,
    started text collate "C" not null,
    finished text collate "C",
    begun_from text collate "C" references assessments (id) on delete set null,
    foreign key (premises_id, workspace_id) references premises (id, workspace_id) on delete cascade,
    rowid bigint generated always as identity
);
create index assessments_of on assessments (premises_id, workspace_id);
create index assessments_by_bank on assessments (bank_version);
create table answers (
    assessment_id text collate "C" not null references assessments (id) on delete cascade,
    question_id text collate "C" not null,
    choice text collate "C" check (choice in ('3', '2', '1', '0', 'dont-know', 'not-applicable')),
    reason text collate "C" not null,
    note text collate "C" not null,
    author text collate "C",
    at text collate "C",
    primary key (assessment_id, question_id)
);
create table attempts (
    bucket text collate "C" not null,
    at text collate "C" not null,
    rowid bigint generated always as identity
);
create index attempts_of on attempts (bucket, at);
create index attempts_by_time on attempts (at);
create table settings (
    name text collate "C" primary key,
    value text collate "C" not null,
    kept text collate "C" not null,
    rowid bigint generated always as identity
);
create table prints (
    id text collate "C" primary key,
    key text collate "C" not null,
    kind text collate "C" not null,
    subject text collate "C" not null,
    workspace_id text collate "C" references workspaces (id) on delete cascade,
    assessment_id text collate "C" references assessments (id) on delete cascade,
    asked text collate "C" not null,
    started text collate "C",
    printer text collate "C",
    tries bigint not null default 0,
    printed text collate "C",
    document bytea,
    failed text collate "C",
    check (assessment_id is null or workspace_id is not null),
    check ((printed is null) = (document is null)),
    rowid bigint generated always as identity
);
create index prints_of on prints (workspace_id, assessment_id, kind, key);
create index prints_by_assessment on prints (assessment_id);
create index prints_to_do on prints (asked) where printed is null and failed is null;
create table accounts (
    id text collate "C" primary key,
    force_id text collate "C" not null,
    email text collate "C" not null unique,
    name text collate "C" not null,
    role text collate "C" not null check (role in ('administrator', 'adviser')),
    state text collate "C" not null check (state in ('invited', 'active', 'suspended', 'removed')),
    password_hash text collate "C" not null,
    totp_secret text collate "C" not null,
    totp_step bigint not null,
    created text collate "C" not null,
    invitation bytea unique,
    invited_until text collate "C",
    rowid bigint generated always as identity
);
create index accounts_of on accounts (force_id);
create table recovery_codes (
    account_id text collate "C" not null references accounts (id) on delete cascade,
    digest bytea not null,
    primary key (account_id, digest),
    rowid bigint generated always as identity
);
create table passkeys (
    id bytea primary key,
    account_id text collate "C" not null references accounts (id) on delete cascade,
    name text collate "C" not null,
    public_key bytea not null,
    sign_count bigint not null,
    created text collate "C" not null,
    used text collate "C",
    rowid bigint generated always as identity
);
create index passkeys_of on passkeys (account_id);
create table sign_ins (
    id text collate "C" primary key,
    account_id text collate "C" not null references accounts (id) on delete cascade,
    digest bytea not null unique,
    device text collate "C" not null,
    begun text collate "C" not null,
    seen text collate "C" not null,
    until text collate "C" not null,
    place text collate "C",
    placed text collate "C",
    rowid bigint generated always as identity
);
create index sign_ins_of on sign_ins (account_id);
create table acts (
    id bigint primary key generated by default as identity,
    at text collate "C" not null,
    force_id text collate "C" not null,
    account_id text collate "C" not null,
    act text collate "C" not null,
    about text collate "C" not null
);
create index acts_of on acts (force_id, id);
create table shares (
    id text collate "C" primary key,
    workspace_id text collate "C" not null references workspaces (id) on delete cascade,
    premises_id text collate "C" not null references premises (id) on delete cascade,
    assessment_id text collate "C" not null references assessments (id) on delete cascade,
    force_id text collate "C" not null,
    wish text collate "C" not null check (wish in ('share', 'contact')),
    message text collate "C" not null,
    reach text collate "C" not null,
    created text collate "C" not null,
    until text collate "C" not null,
    withdrawn text collate "C",
    state text collate "C" not null check (state in ('open', 'taken', 'closed')),
    taken_by text collate "C" references accounts (id),
    outcome text collate "C" not null,
    passed_from text collate "C",
    facts text collate "C" not null,
    passed_why text collate "C" not null default '',
    rowid bigint generated always as identity
);
create index shares_of on shares (workspace_id);
create index shares_for on shares (force_id, state, created) where withdrawn is null;
create index shares_by_assessment on shares (assessment_id);
create index acts_about on acts (about);
create table workshops (
    id text collate "C" primary key,
    force_id text collate "C" not null,
    account_id text collate "C" not null references accounts (id),
    title text collate "C" not null,
    kind text collate "C" not null check (kind in ('quick', 'full')),
    bank_version text collate "C" not null references banks (version),
    code text collate "C" not null unique,
    begun text collate "C" not null,
    until text collate "C" not null,
    ended text collate "C",
    area_id text collate "C",
    shown text collate "C" not null,
    summary text collate "C",
    staff_check bigint not null default 0,
    rowid bigint generated always as identity
);
create index workshops_of on workshops (force_id, begun);
create table workshop_members (
    workshop_id text collate "C" not null references workshops (id) on delete cascade,
    workspace_id text collate "C" not null references workspaces (id) on delete cascade,
    assessment_id text collate "C" references assessments (id) on delete cascade,
    joined text collate "C" not null,
    primary key (workshop_id, workspace_id)
);
create index workshop_members_of on workshop_members (workspace_id);
create index workshop_members_by_assessment on workshop_members (assessment_id);
create table entries (
    number bigint primary key generated by default as identity,
    id text collate "C" not null unique,
    force_id text collate "C" not null,
    team text collate "C" not null,
    email text collate "C" not null,
    phone text collate "C" not null,
    page text collate "C" not null,
    hours text collate "C" not null,
    notes text collate "C" not null,
    proposed_by text collate "C" not null references accounts (id),
    proposed text collate "C" not null
);
create index entries_of on entries (force_id, number);
create table entry_acts (
    number bigint primary key generated by default as identity,
    entry_id text collate "C" not null references entries (id),
    act text collate "C" not null check (act in ('confirmed', 'refused', 'renewed')),
    account_id text collate "C" not null references accounts (id),
    at text collate "C" not null
);
create index entry_acts_of on entry_acts (entry_id, number);
create unique index entry_decided on entry_acts (entry_id) where act in ('confirmed', 'refused');
create table figures (
    force_id text collate "C" not null,
    kind text collate "C" not null,
    key text collate "C" not null,
    count bigint not null,
    points bigint not null,
    most bigint not null,
    primary key (force_id, kind, key)
);
create table figures_shown (
    force_id text collate "C" not null,
    kind text collate "C" not null,
    key text collate "C" not null,
    as_at text collate "C" not null,
    shown text collate "C" not null,
    gone bigint not null,
    primary key (force_id, kind, key)
);
create table figures_changed (
    force_id text collate "C" not null,
    kind text collate "C" not null,
    key text collate "C" not null,
    premises_id text collate "C" not null,
    published text collate "C",
    primary key (force_id, kind, key, premises_id)
);
create index figures_changed_by_premises on figures_changed (premises_id);
create index shares_by_premises on shares (premises_id, force_id, created);
create table visits (
    id text collate "C" primary key,
    share_id text collate "C" not null references shares (id) on delete cascade,
    workspace_id text collate "C" not null references workspaces (id) on delete cascade,
    assessment_id text collate "C" not null references assessments (id) on delete cascade,
    force_id text collate "C" not null,
    account_id text collate "C" not null references accounts (id),
    begun text collate "C" not null,
    signed text collate "C",
    signed_for text collate "C" not null,
    follow_up text collate "C",
    followed_up text collate "C",
    rowid bigint generated always as identity
);
create index visits_of on visits (force_id, begun);
create index visits_by_assessment on visits (assessment_id, signed);
create unique index visits_open on visits (share_id, force_id) where signed is null;
create table remarks (
    visit_id text collate "C" not null references visits (id) on delete cascade,
    question_id text collate "C" not null,
    agreed text collate "C" check (agreed in ('3', '2', '1', '0', 'dont-know', 'not-applicable')),
    seen text collate "C",
    reason text collate "C" not null,
    private text collate "C" not null,
    note text collate "C" not null,
    account_id text collate "C" references accounts (id),
    at text collate "C",
    looked bigint not null default 0,
    primary key (visit_id, question_id)
);
create table logos (
    premises_id text collate "C" primary key references premises (id) on delete cascade,
    picture bytea not null,
    rowid bigint generated always as identity
);
create table owner_sessions (
    digest bytea primary key,
    workspace_id text collate "C" not null references workspaces (id) on delete cascade,
    begun text collate "C" not null,
    seen text collate "C" not null,
    sealed_code bytea,
    access_code_id text collate "C",
    code_state text collate "C" not null default 'new' check (code_state in ('new', 'kept', 'again'))
);
create index owner_sessions_of on owner_sessions (workspace_id);
create index owner_sessions_by_seen on owner_sessions (seen);
create table recommendations (
    id text collate "C" primary key,
    visit_id text collate "C" not null references visits (id) on delete cascade,
    class_id text collate "C" not null,
    text text collate "C" not null,
    question_id text collate "C",
    rowid bigint generated always as identity
);
create index recommendations_of on recommendations (visit_id);
create index assessments_begun_from on assessments (begun_from) where begun_from is not null;
create index sign_ins_at on sign_ins (place) where place is not null;
create table read_forms (
    id text collate "C" primary key,
    workspace_id text collate "C" not null references workspaces (id) on delete cascade,
    assessment_id text collate "C" not null references assessments (id) on delete cascade,
    visit_id text collate "C" references visits (id) on delete cascade,
    content text collate "C" not null,
    kept text collate "C" not null,
    kind text collate "C" not null default 'form' check (kind in ('form', 'sheet')),
    rowid bigint generated always as identity
);
create index read_forms_of on read_forms (assessment_id, visit_id);
create index read_forms_by_workspace on read_forms (workspace_id);
create index read_forms_by_visit on read_forms (visit_id) where visit_id is not null;
create index read_forms_by_time on read_forms (kept);
create table plan_items (
    assessment_id text collate "C" not null references assessments (id) on delete cascade,
    name text collate "C" not null,
    owner text collate "C" not null,
    due text collate "C",
    status text collate "C" not null check (status in ('not-started', 'under-way', 'not-doing')),
    reason text collate "C" not null,
    cost text collate "C" not null,
    note text collate "C" not null,
    proof text collate "C" not null,
    changed text collate "C" not null,
    primary key (assessment_id, name)
);
create table plan_updates (
    id text collate "C" primary key,
    assessment_id text collate "C" not null references assessments (id) on delete cascade,
    question_id text collate "C" not null,
    before text collate "C" not null check (before in ('3', '2', '1', '0', 'dont-know')),
    after text collate "C" not null check (after in ('3', '2', '1', '0')),
    at text collate "C" not null,
    made_by text collate "C" not null,
    undone text collate "C",
    rowid bigint generated always as identity
);
create index plan_updates_of on plan_updates (assessment_id, at);
create index premises_answers_from on premises (answers_from) where answers_from is not null;
create table access_codes (
    id text collate "C" primary key,
    workspace_id text collate "C" not null references workspaces (id) on delete cascade,
    code_digest bytea unique,
    name text collate "C" not null,
    kind text collate "C" not null check (kind in ('read', 'place', 'area')),
    premises_id text collate "C",
    assessment_id text collate "C" references assessments (id) on delete cascade,
    area_id text collate "C",
    made text collate "C" not null,
    used text collate "C",
    withdrawn text collate "C",
    foreign key (premises_id, workspace_id) references premises (id, workspace_id) on delete cascade,
    check ((code_digest is null) = (withdrawn is not null)),
    check ((kind = 'place') = (premises_id is not null)),
    check ((kind = 'area') = (assessment_id is not null)),
    check ((kind = 'area') = (area_id is not null)),
    rowid bigint generated always as identity
);
create index access_codes_of on access_codes (workspace_id);
create index access_codes_by_premises on access_codes (premises_id, workspace_id) where premises_id is not null;
create index access_codes_by_assessment on access_codes (assessment_id) where assessment_id is not null;
create index owner_sessions_by_code on owner_sessions (access_code_id) where access_code_id is not null;
create table calendar_feeds (
    id text collate "C" primary key,
    workspace_id text collate "C" not null references workspaces (id) on delete cascade,
    assessment_id text collate "C" not null references assessments (id) on delete cascade,
    token_digest bytea not null unique,
    name text collate "C" not null,
    titles text collate "C" not null check (titles in ('plain', 'jobs')),
    made text collate "C" not null,
    rowid bigint generated always as identity
);
create index calendar_feeds_of on calendar_feeds (assessment_id);
create index calendar_feeds_by_workspace on calendar_feeds (workspace_id);
create table procedure_fields (
    premises_id text collate "C" not null references premises (id) on delete cascade,
    name text collate "C" not null,
    written text collate "C" not null,
    changed text collate "C" not null,
    primary key (premises_id, name)
);
create index plan_items_by_change on plan_items (changed);
create index plan_updates_by_time on plan_updates (at);
create index plan_updates_by_undoing on plan_updates (undone) where undone is not null;
create table staff_checks (
    id text collate "C" primary key,
    workspace_id text collate "C" not null references workspaces (id) on delete cascade,
    premises_id text collate "C" not null,
    bank_version text collate "C" not null references banks (version),
    code text collate "C" not null unique,
    topics text collate "C" not null,
    easy bigint not null,
    staff bigint not null,
    tell text collate "C" not null,
    begun text collate "C" not null,
    until text collate "C" not null,
    closed text collate "C",
    responses bigint not null default 0,
    too_fast bigint not null default 0,
    too_many bigint not null default 0,
    shown text collate "C" not null default '{}',
    set_aside text collate "C" not null default '',
    workshop_id text collate "C" references workshops (id) on delete set null,
    foreign key (premises_id, workspace_id) references premises (id, workspace_id) on delete cascade,
    rowid bigint generated always as identity
);
create index staff_checks_of on staff_checks (premises_id, begun);
create index staff_checks_in on staff_checks (workspace_id);
create table staff_check_items (
    check_id text collate "C" not null references staff_checks (id) on delete cascade,
    item_id text collate "C" not null,
    asked_times bigint not null,
    right_times bigint not null,
    primary key (check_id, item_id)
);
create index staff_checks_by_workshop on staff_checks (workshop_id) where workshop_id is not null;
create index workspaces_touched on workspaces (touched);
create table bank_copies (
    version text collate "C" primary key references banks (version),
    document text collate "C" not null,
    rowid bigint generated always as identity
);
-- Tables that name each other.
alter table premises add foreign key (answers_from) references assessments (id) on delete set null;
alter table owner_sessions add foreign key (access_code_id) references access_codes (id) on delete cascade;
-- What is only added to cannot be changed, not even by SQL.
create function only_added() returns trigger language plpgsql as
    'begin raise exception ''% is only added to'', tg_table_name; end';
create trigger acts_only_added before update or delete or truncate on acts execute function only_added();
create trigger entries_only_added before update or delete or truncate on entries execute function only_added();
create trigger entry_acts_only_added before update or delete or truncate on entry_acts execute function only_added();
-- The queue of print jobs, which only wakes the workers; huey makes its tables.
create schema jobs;
