-- The holds, those in force first.
SELECT
    hold_id,
    mark,
    key_fingerprint,
    begins_on,
    ends_on,
    reason,
    placed_at,
    placed_by,
    ended_at,
    ended_by,
    end_reason
FROM held.hold
WHERE ended_at IS NULL OR NOT :in_force
ORDER BY ended_at NULLS FIRST, placed_at, hold_id;
