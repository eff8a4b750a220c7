-- Hold back a child, by mark, or a span of days from every deletion.
INSERT INTO held.hold (mark, key_fingerprint, begins_on, ends_on, reason, placed_by)
VALUES (:mark, :key_fingerprint, :begins_on, :ends_on, :reason, :placed_by)
RETURNING hold_id;
