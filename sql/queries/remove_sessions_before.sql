-- Remove the sessions that were last used before a day; one that may still be used is never so old.
DELETE FROM held.session AS session
WHERE
    session.last_seen < CAST(CAST(:before AS date) AS timestamp) AT TIME ZONE 'Europe/London'
    AND session.last_seen < clock_timestamp() - interval '1 day'
    AND NOT EXISTS (
        SELECT FROM held.hold AS hold
        WHERE
            hold.ended_at IS NULL
            AND CAST(session.last_seen AT TIME ZONE 'Europe/London' AS date)
            BETWEEN hold.begins_on AND hold.ends_on
    );
