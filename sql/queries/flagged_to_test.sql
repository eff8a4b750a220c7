-- The premises that a run flagged, each with the nearest band that it is in. Columns are packed:
-- texts as an array, whole numbers as eight bytes each, the highest first.
SELECT
    coalesce(array_agg(CAST(premises_id AS text)), '{}') AS premises_id,
    coalesce(string_agg(int8send(band_m), ''), '') AS band_m
FROM (
    SELECT
        premises_id,
        CAST(min(band_m) AS bigint) AS band_m
    FROM held.flag
    WHERE run_id = :run_id
    GROUP BY premises_id
    ORDER BY premises_id
) AS flagged;
