-- Note, in the transaction of the load itself, that an upload is loaded.
UPDATE held.upload
SET
    state = 'loaded',
    report = CAST(:report AS jsonb),
    loads = CAST(:loads AS uuid[]),
    settled_at = clock_timestamp()
WHERE upload_id = :upload_id AND state = 'committing';
