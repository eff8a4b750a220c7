-- The published cells of every quarter, as anybody who may see them sees them.
SELECT
    quarter,
    cell_id,
    is_rest,
    level_m,
    addresses,
    band_from,
    band_to,
    part_of_day,
    ST_AsBinary(geom) AS wkb
FROM held.published_cell
ORDER BY quarter, level_m, cell_id, is_rest;
