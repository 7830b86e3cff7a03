-- A workspace or a share that is deleted finds its visits: each database looked through all of them.
create index visits_by_workspace on visits (workspace_id);
create index visits_by_share on visits (share_id);
