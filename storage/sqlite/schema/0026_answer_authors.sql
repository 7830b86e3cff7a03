-- Who changed an answer last, and when: unknown for those from before. A holder of a code for others is kept by name,
-- so that it stays when the code is gone; an empty name is the owner.
alter table answers add column author text;
alter table answers add column at text;
