-- The upload that has waited longest and that no worker is at: who works on one holds its lock, and
-- whose process dies lets go of it.
SELECT
    upload.upload_id,
    upload.lock_no,
    upload.account_id,
    upload.kind,
    upload.options,
    upload.file_names,
    upload.file_hashes,
    upload.state,
    upload.tries,
    upload.loads,
    upload.undo_reason
FROM held.upload AS upload
WHERE
    upload.state IN ('waiting', 'checking', 'committing', 'undoing')
    AND NOT EXISTS (
        SELECT
        FROM pg_locks AS taken
        WHERE
            taken.locktype = 'advisory' AND taken.classid = :lock_class
            AND taken.objid = CAST(upload.lock_no AS oid) AND taken.objsubid = 2
            AND taken.database = (
                SELECT this.oid FROM pg_database AS this WHERE this.datname = current_database()
            )
    )
ORDER BY upload.asked_at
LIMIT 1
FOR UPDATE SKIP LOCKED;
