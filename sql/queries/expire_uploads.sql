-- Discard what nobody settled in 7 days, and forget the rejects of what is settled.
WITH discarded AS (
    UPDATE held.upload
    SET
        state = 'discarded',
        settled_at = clock_timestamp()
    WHERE
        state IN ('waiting', 'checked', 'refused')
        AND asked_at < clock_timestamp() - interval '7 days'
    RETURNING upload_id
)
DELETE FROM held.upload_reject AS reject
USING held.upload AS upload
WHERE
    reject.upload_id = upload.upload_id
    AND (
        upload.state IN ('loaded', 'discarded', 'undone')
        OR upload.upload_id IN (SELECT discarded.upload_id FROM discarded)
    );
