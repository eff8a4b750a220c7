-- Remove from the register the files that left before a day.
DELETE FROM held.export AS export
WHERE
    export.made_at < CAST(CAST(:before AS date) AS timestamp) AT TIME ZONE 'Europe/London'
    AND NOT EXISTS (
        SELECT FROM held.hold AS hold
        WHERE
            hold.ended_at IS NULL
            AND CAST(export.made_at AT TIME ZONE 'Europe/London' AS date)
            BETWEEN hold.begins_on AND hold.ends_on
    );
