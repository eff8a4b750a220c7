-- The rows that a load turned away.
SELECT
    row_number AS row,
    column_name AS "column",
    reason,
    found
FROM held.load_reject
WHERE load_id = :load_id
ORDER BY row_number, reject_id;
