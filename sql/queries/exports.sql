-- The files that left, newest first.
SELECT
    export_id,
    made_at,
    account,
    audience,
    task,
    object,
    file_name,
    sha256,
    rows,
    masked,
    covers_from,
    covers_to,
    expires_on,
    recalled_at,
    audit_seq
FROM held.export
ORDER BY made_at DESC, export_id
LIMIT :at_most;
