-- Keep what a check found, unless the upload was discarded meanwhile. Where a file's own name tells
-- who a child is, names give way to numbers.
UPDATE held.upload
SET
    state = CASE WHEN CAST(:refusal AS text) IS NULL THEN 'checked' ELSE 'refused' END,
    report = CAST(:report AS jsonb),
    refusal = :refusal,
    file_names = CASE
        WHEN CAST(:name_tells AS boolean)
            THEN array(
                SELECT format('file %s', sent.number)
                FROM unnest(file_names) WITH ORDINALITY AS sent (name, number)
                ORDER BY sent.number
            )
        ELSE file_names
    END,
    checked_at = clock_timestamp()
WHERE upload_id = :upload_id AND state IN ('checking', 'committing');
