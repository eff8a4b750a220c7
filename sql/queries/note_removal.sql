-- Keep that episodes were removed, and how many rows of what went.
INSERT INTO held.removal (kind, reason, removed, digest)
VALUES (:kind, :reason, CAST(:removed AS jsonb), :digest)
RETURNING removal_id;
