-- The last entry of the record before a day, and before the first day that is held back.
SELECT
    seq,
    hash
FROM audit.entry
WHERE
    at < CAST(least(CAST(:before AS date), (
        SELECT min(hold.begins_on)
        FROM held.hold AS hold
        WHERE hold.ended_at IS NULL
    )) AS timestamp) AT TIME ZONE 'Europe/London'
ORDER BY seq DESC
LIMIT 1;
