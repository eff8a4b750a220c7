-- Note that what an upload brought is taken back; or that it cannot be, and why.
UPDATE held.upload
SET
    state = CASE WHEN CAST(:refusal AS text) IS NULL THEN 'undone' ELSE 'loaded' END,
    refusal = :refusal,
    settled_at
    = CASE WHEN CAST(:refusal AS text) IS NULL THEN clock_timestamp() ELSE settled_at END
WHERE upload_id = :upload_id AND state = 'undoing';
