-- Keep what an attacker made of a snapshot.
INSERT INTO held.snapshot_check (snapshot_id, sha256, beside, checked_by, passed, findings)
VALUES (:snapshot_id, :sha256, :beside, :actor, :passed, CAST(:findings AS jsonb))
RETURNING check_no;
