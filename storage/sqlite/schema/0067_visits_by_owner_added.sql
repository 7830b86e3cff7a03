-- A workspace that is deleted finds its visits: each database looked through all of them.
create index visits_by_workspace on visits (workspace_id);
