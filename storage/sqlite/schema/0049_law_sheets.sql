-- What advisers write of each duty of the law on a visit, by the name of the field, such as 'status-evacuation'.
create table law_sheet_fields (
    visit_id text not null references visits (id) on delete cascade, name text not null,
    written text not null, account_id text not null references accounts (id), at text not null,
    primary key (visit_id, name)
) strict, without rowid;
