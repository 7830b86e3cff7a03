alter table shares add column passed_why text not null default '';
-- An owner asks what advisers did with a share; the log is long.
create index acts_about on acts (about);
