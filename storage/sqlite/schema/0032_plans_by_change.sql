-- Plans that changed lately are printed ahead, so they are looked for every minute.
create index plan_items_by_change on plan_items (changed);
create index plan_updates_by_time on plan_updates (at);
create index plan_updates_by_undoing on plan_updates (undone) where undone is not null;
