-- Note again which load showed an operator last before a load did.
UPDATE held.taxi_operator AS operator
SET seen_load_id = CAST(before.was ->> 'seen_load_id' AS integer)
FROM (
    SELECT DISTINCT ON (kept.was ->> 'operator_id') kept.was
    FROM held.load_before AS kept
    WHERE kept.load_id = :load_id AND kept.of_table = 'taxi_operator'
    ORDER BY kept.was ->> 'operator_id', kept.image_no
) AS before
WHERE operator.operator_id = CAST(before.was ->> 'operator_id' AS uuid);
