-- Keep what a check found, unless the upload was discarded meanwhile.
UPDATE held.upload
SET
    state = CASE WHEN CAST(:refusal AS text) IS NULL THEN 'checked' ELSE 'refused' END,
    report = CAST(:report AS jsonb),
    refusal = :refusal,
    checked_at = clock_timestamp()
WHERE upload_id = :upload_id AND state IN ('checking', 'committing');
