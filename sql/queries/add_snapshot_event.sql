-- Add what became of a snapshot.
INSERT INTO held.snapshot_event (snapshot_id, kind, actor, check_no, reason)
VALUES (:snapshot_id, :kind, :actor, :check_no, :reason);
