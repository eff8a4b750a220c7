-- The question that has waited longest and that no worker is at: who works on one holds its lock.
SELECT
    asking.asking_id,
    asking.lock_no,
    asking.terms,
    asking.tries
FROM held.asking AS asking
WHERE
    asking.state IN ('waiting', 'asking')
    AND NOT EXISTS (
        SELECT
        FROM pg_locks AS taken
        WHERE
            taken.locktype = 'advisory' AND taken.classid = :lock_class
            AND taken.objid = CAST(asking.lock_no AS oid) AND taken.objsubid = 2
            AND taken.database = (
                SELECT this.oid FROM pg_database AS this WHERE this.datname = current_database()
            )
    )
ORDER BY asking.asked_at
LIMIT 1
FOR UPDATE SKIP LOCKED;
