-- Every entry of the record in order, its fields as texts just as they were hashed.
SELECT
    seq,
    to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US') AS at,
    actor,
    action,
    subject,
    CAST(detail AS text) AS detail,
    previous,
    hash
FROM audit.entry
ORDER BY seq;
