-- Remove food businesses that are of a type now that is never held, and return their premises; what
-- they were is kept for an undo.
WITH gone AS (
    DELETE FROM held.food_business
    WHERE fhrs_id = ANY(:ids)
    RETURNING *
),
kept AS (
    INSERT INTO held.load_before (load_id, of_table, was)
    SELECT
        :load_id,
        'food_business',
        to_jsonb(gone)
    FROM gone
    RETURNING 1
)
SELECT gone.premises_id
FROM gone
ORDER BY gone.premises_id;
