-- End the hold whose number begins so, if it is the only one in force that does.
UPDATE held.hold
SET
    ended_at = now(),
    ended_by = :ended_by,
    end_reason = :end_reason
WHERE
    ended_at IS NULL AND starts_with(CAST(hold_id AS text), :prefix)
    AND 1 = (
        SELECT count(*)
        FROM held.hold AS other
        WHERE other.ended_at IS NULL AND starts_with(CAST(other.hold_id AS text), :prefix)
    )
RETURNING hold_id;
