create table attempts (bucket text not null, at text not null) strict;
create index attempts_of on attempts (bucket, at);
create index attempts_by_time on attempts (at);
