-- A page of the rows that a load turned away.
SELECT
    reject.*,
    count(*) OVER () AS matching
FROM released.reject_for_analyst AS reject
WHERE reject.public_id = :public_id
ORDER BY reject.row_number, reject.reject_id
LIMIT :at_most OFFSET :beginning;
