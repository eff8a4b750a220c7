-- How many of the own premises are near published cells of a quarter, by kind and nearest band.
SELECT
    nearest.kind,
    nearest.band_m,
    count(*) AS premises
FROM (
    SELECT
        kind,
        min(band_m) AS band_m
    FROM released.flag_for_officer
    WHERE quarter = :quarter
    GROUP BY premises_id, kind
) AS nearest
GROUP BY nearest.kind, nearest.band_m
ORDER BY nearest.kind, nearest.band_m;
