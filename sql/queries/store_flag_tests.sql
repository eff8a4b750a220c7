-- Store what came of the test for the premises that a run flagged, an array for each column.
INSERT INTO held.flag_test (
    run_id, premises_id, episodes_near, episodes_at_place, expected_at_place, places_near, chance,
    adjusted, unusual, moves_stood, of_kind, busier_of_kind
)
SELECT
    :run_id,
    each.*
FROM unnest(
    CAST(:premises_id AS uuid[]), CAST(:episodes_near AS integer[]),
    CAST(:episodes_at_place AS integer[]), CAST(:expected_at_place AS double precision[]),
    CAST(:places_near AS integer[]), CAST(:chance AS double precision[]),
    CAST(:adjusted AS double precision[]), CAST(:unusual AS boolean[]),
    CAST(:moves_stood AS integer[]), CAST(:of_kind AS integer[]),
    CAST(:busier_of_kind AS integer[])
) AS each;
