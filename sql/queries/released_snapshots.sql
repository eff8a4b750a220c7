-- The snapshots that were published, the newest first.
SELECT *
FROM released.snapshot_for_all
ORDER BY period DESC, name DESC;
