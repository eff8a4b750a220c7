-- How many operators of an authority are licensed today that a load of its register does not show.
SELECT count(*)
FROM derived.operators_in_force(current_date)
INNER JOIN held.taxi_operator AS operator USING (operator_id)
WHERE operator.authority = :authority AND operator.seen_load_id < :load_id;
