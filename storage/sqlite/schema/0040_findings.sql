-- What an adviser finds on a visit, who was there when, and recommendations: each a row of its own with an order.
create table findings (
    visit_id text not null references visits (id) on delete cascade, id text not null, position integer not null,
    text text not null, importance text not null check (importance in ('high', 'medium', 'low')),
    person text not null, due text, question_id text, account_id text references accounts (id), at text,
    primary key (visit_id, id)
) strict, without rowid;
create table diary_entries (
    visit_id text not null references visits (id) on delete cascade, id text not null, position integer not null,
    day text not null, present text not null, minutes integer, note text not null,
    account_id text references accounts (id), at text,
    primary key (visit_id, id)
) strict, without rowid;
create table visit_advice (
    visit_id text not null references visits (id) on delete cascade, id text not null, position integer not null,
    class_id text not null, text text not null, question_id text, account_id text references accounts (id), at text,
    primary key (visit_id, id)
) strict, without rowid;
insert into visit_advice (visit_id, id, position, class_id, text, question_id)
    select visit_id, id, row_number() over (partition by visit_id order by rowid), class_id, text, question_id
    from recommendations;
drop table recommendations;
