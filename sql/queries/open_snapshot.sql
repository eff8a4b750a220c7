-- Open a file of a snapshot, which is recorded.
SELECT *
FROM released.open_snapshot_for_all(:session, :snapshot, :file);
