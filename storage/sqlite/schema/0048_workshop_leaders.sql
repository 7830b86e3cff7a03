-- Who leads a workshop to an area, and since when: advisers who share one see it of each other.
alter table workshops add column led_by text references accounts (id);
alter table workshops add column led_at text;
