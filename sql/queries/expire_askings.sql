-- Forget what was asked more than 7 days ago; its run stays.
DELETE FROM held.asking
WHERE
    state IN ('answered', 'refused', 'cancelled')
    AND asked_at < clock_timestamp() - interval '7 days';
