-- A signed visit never changes: a correction is a visit of its own, which begins as a copy of what it corrects.
alter table visits add column corrects text references visits (id) on delete cascade;
create unique index visits_corrected on visits (corrects) where corrects is not null;
