-- Remove the rows that loads before a day turned away; their counts stay in the loads' accounts.
DELETE FROM held.load_reject AS reject
USING held.load AS load
WHERE
    reject.load_id = load.load_id
    AND load.loaded_at < CAST(CAST(:before AS date) AS timestamp) AT TIME ZONE 'Europe/London'
    AND NOT EXISTS (
        SELECT FROM held.hold AS hold
        WHERE
            hold.ended_at IS NULL
            AND CAST(load.loaded_at AT TIME ZONE 'Europe/London' AS date)
            BETWEEN hold.begins_on AND hold.ends_on
    );
