-- The record of who did what, newest first, for a reviewer.
SELECT
    seq,
    at,
    actor,
    action,
    subject,
    detail,
    purpose,
    stated
FROM released.audit_entry_for_admin
WHERE
    (CAST(:since AS timestamptz) IS NULL OR at >= :since)
    AND (CAST(:actor AS text) IS NULL OR actor = :actor)
    AND (CAST(:action AS text) IS NULL OR action = :action)
ORDER BY seq DESC
LIMIT :at_most;
