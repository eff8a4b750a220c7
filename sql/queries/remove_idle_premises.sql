-- Remove a premises that no register is of any more and that nobody compared; what it was is kept
-- for an undo.
WITH gone AS (
    DELETE FROM held.premises AS premises
    WHERE
        premises.premises_id = :premises_id
        AND NOT EXISTS (
            SELECT FROM held.food_business AS food
            WHERE food.premises_id = premises.premises_id
        )
        AND NOT EXISTS (
            SELECT FROM held.premises_licence AS licence
            WHERE licence.premises_id = premises.premises_id
        )
        AND NOT EXISTS (
            SELECT FROM held.taxi_operator AS operator
            WHERE operator.premises_id = premises.premises_id
        )
        AND NOT EXISTS (
            SELECT FROM held.premises_match AS compared
            WHERE premises.premises_id IN (compared.premises_id, compared.other_id)
        )
    RETURNING premises.*
)
INSERT INTO held.load_before (load_id, of_table, was)
SELECT
    :load_id,
    'premises',
    to_jsonb(gone) || jsonb_build_object('geom', gone.geom::text)
FROM gone;
