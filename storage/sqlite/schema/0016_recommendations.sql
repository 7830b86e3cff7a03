-- Each recommendation has an id: by its place in a list, two advisers would remove each other's.
create table recommendations (
    id text primary key, visit_id text not null references visits (id) on delete cascade,
    class_id text not null, text text not null, question_id text
) strict;
create index recommendations_of on recommendations (visit_id);
insert into recommendations (id, visit_id, class_id, text, question_id)
    select lower(hex(randomblob(10))), visit_id, class_id, text, question_id from advice order by visit_id, number;
drop table advice;
