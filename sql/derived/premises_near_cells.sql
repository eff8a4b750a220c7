-- derived.premises_near_cells: the premises in business near the centres of cells.
--
-- It is given cells and nothing finer, and reads the registers alone: whatever is flagged for an
-- officer is computed here, and can say no more than the cells do.
--
-- CRS      EPSG:27700. Distances are from the centre of the cell's square.
-- Cells    by id; one larger than largest_m flags nothing, since its centre says too little.
-- Returns  a row for each pair, with the smallest of bands_m that the distance is within, and that
--          is wider than the premises may be off: one placed to within 500 m, by a postcode that
--          nobody surveyed, cannot be said to be within 250 m of anything.
CREATE OR REPLACE FUNCTION derived.premises_near_cells(
    cell_ids text[], on_day date, bands_m integer[], largest_m integer
)
RETURNS TABLE (cell_id text, premises_id uuid, band_m integer)
LANGUAGE sql STABLE
AS $$
    WITH centre AS MATERIALIZED (
        SELECT
            given.cell_id,
            ST_SetSRID(ST_MakePoint(
                (split_part(given.cell_id, '-', 2)::integer + 0.5) * level.level_m,
                (split_part(given.cell_id, '-', 3)::integer + 0.5) * level.level_m
            ), 27700) AS geom
        FROM unnest(cell_ids) AS given (cell_id)
        CROSS JOIN LATERAL (SELECT split_part(given.cell_id, '-', 1)::integer) AS level (level_m)
        WHERE level.level_m <= largest_m
    ),
    furthest AS (
        SELECT max(band.band_m) AS band_m FROM unnest(bands_m) AS band (band_m)
    ),
    near AS MATERIALIZED (
        SELECT
            centre.cell_id,
            premises.premises_id,
            premises.precision_m,
            ST_Distance(premises.geom, centre.geom) AS distance_m
        FROM centre
        CROSS JOIN furthest
        INNER JOIN held.premises AS premises
            ON ST_DWithin(premises.geom, centre.geom, furthest.band_m)
        WHERE premises.precision_m < furthest.band_m
    )
    SELECT
        near.cell_id,
        near.premises_id,
        (
            SELECT min(band.band_m)
            FROM unnest(bands_m) AS band (band_m)
            WHERE near.distance_m <= band.band_m AND near.precision_m < band.band_m
        ) AS band_m
    FROM near
    INNER JOIN derived.premises_in_business(on_day) AS premises USING (premises_id)
$$;
