-- Record that a file was not shown.
SELECT released.report_snapshot_for_all(:session, :snapshot, :file);
