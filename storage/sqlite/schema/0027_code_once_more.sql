-- The return code stays in the session of the device where it was made until it was used on another day:
-- 'new' until its owner has kept it, then 'kept', and 'again' while it is shown once more.
alter table owner_sessions add column code_state text not null default 'new'
    check (code_state in ('new', 'kept', 'again'));
