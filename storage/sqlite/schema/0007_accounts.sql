create table accounts (
    id text primary key, force_id text not null, email text not null unique, name text not null,
    role text not null check (role in ('administrator', 'adviser')),
    state text not null check (state in ('invited', 'active', 'suspended', 'removed')),
    password_hash text not null, totp_secret text not null, totp_step integer not null, created text not null,
    invitation blob unique, invited_until text
) strict;
create index accounts_of on accounts (force_id);
create table recovery_codes (
    account_id text not null references accounts (id) on delete cascade, digest blob not null,
    primary key (account_id, digest)
) strict;
create table passkeys (
    id blob primary key, account_id text not null references accounts (id) on delete cascade,
    name text not null, public_key blob not null, sign_count integer not null, created text not null, used text
) strict;
create index passkeys_of on passkeys (account_id);
create table sign_ins (
    id text primary key, account_id text not null references accounts (id) on delete cascade,
    digest blob not null unique, device text not null, begun text not null, seen text not null,
    until text not null
) strict;
create index sign_ins_of on sign_ins (account_id);
-- Append-only, by the database itself: not even a bug of ours changes what was written.
create table acts (
    id integer primary key autoincrement, at text not null, force_id text not null, account_id text not null,
    act text not null, about text not null
) strict;
create index acts_of on acts (force_id, id);
create trigger acts_no_update before update on acts begin select raise(abort, 'the log is only added to'); end;
create trigger acts_no_delete before delete on acts begin select raise(abort, 'the log is only added to'); end;
