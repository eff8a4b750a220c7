-- Discard what was sent of episodes and is not loaded: it may hold a child who is erased now.
WITH discarded AS (
    UPDATE held.upload
    SET
        state = 'discarded',
        settled_at = clock_timestamp(),
        refusal = :why
    WHERE kind = 'episodes' AND state IN ('waiting', 'checking', 'checked', 'refused')
    RETURNING upload_id
),

forgotten AS (
    DELETE FROM held.upload_reject AS reject
    USING discarded
    WHERE reject.upload_id = discarded.upload_id
)

SELECT upload_id
FROM discarded
ORDER BY upload_id;
