-- Both tables are append-only, by the database itself: what was printed when can always be told.
create table entries (
    number integer primary key autoincrement, id text not null unique, force_id text not null,
    team text not null, email text not null, phone text not null, page text not null, hours text not null,
    notes text not null, proposed_by text not null references accounts (id), proposed text not null
) strict;
create index entries_of on entries (force_id, number);
create table entry_acts (
    number integer primary key autoincrement, entry_id text not null references entries (id),
    act text not null check (act in ('confirmed', 'refused', 'renewed')),
    account_id text not null references accounts (id), at text not null
) strict;
create index entry_acts_of on entry_acts (entry_id, number);
create unique index entry_decided on entry_acts (entry_id) where act in ('confirmed', 'refused');
create trigger entries_no_update before update on entries begin select raise(abort, 'entries are only added to'); end;
create trigger entries_no_delete before delete on entries begin select raise(abort, 'entries are only added to'); end;
create trigger entry_acts_no_update before update on entry_acts begin select raise(abort, 'entries are only added to'); end;
create trigger entry_acts_no_delete before delete on entry_acts begin select raise(abort, 'entries are only added to'); end;
