-- Every snapshot, drafts too, the newest first.
SELECT *
FROM released.snapshot_for_analyst
ORDER BY period DESC, name DESC;
