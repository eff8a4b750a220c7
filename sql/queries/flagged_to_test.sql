-- The premises that a run flagged, each with the nearest band that it is in.
SELECT
    premises_id,
    min(band_m) AS band_m
FROM held.flag
WHERE run_id = :run_id
GROUP BY premises_id
ORDER BY premises_id;
