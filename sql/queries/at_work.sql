-- What the one transaction of a load or a publication does now; no row while there is none.
--
-- A row for the transaction of this login that holds the lock by which such take turns.
-- stage: reading (the server waits for the command, which reads its file or computes), copying,
-- indexes, commit, and statements for whatever else the server works at.
SELECT
    CASE
        WHEN activity.query ILIKE 'commit%' THEN 'commit'
        WHEN activity.state <> 'active' OR activity.wait_event = 'ClientRead' THEN 'reading'
        WHEN activity.query LIKE '%COPY %' THEN 'copying'
        WHEN activity.query LIKE '%make_episode_indexes%' THEN 'indexes'
        ELSE 'statements'
    END AS stage
FROM pg_stat_activity AS activity
WHERE
    activity.datname = current_database()
    AND activity.usename = :login
    AND EXISTS (
        SELECT FROM pg_locks AS lock
        WHERE lock.pid = activity.pid AND lock.locktype = 'advisory' AND lock.granted
    )
ORDER BY activity.xact_start
LIMIT 1;
