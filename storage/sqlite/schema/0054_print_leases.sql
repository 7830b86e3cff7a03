-- Until when a printer has an order, unless it says again that it works on it; then another may take it.
alter table prints add column held_until text;
