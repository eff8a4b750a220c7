-- derived.premises_near_cells: the premises in business near published cells.
--
-- It is given cells and nothing finer, and reads the registers alone: whatever is flagged for an
-- officer is computed here, and can say no more than the cells do.
--
-- CRS      EPSG:27700. Distances are from the centre of the cell's square. What is published of a
--          square may lie in its corners alone, round a middle that is none of it: a premises that
--          is further from that than the band is not said to be near it.
-- Cells    by id, with what is published of each as WKB, and whether that is the rest of a square;
--          one larger than largest_m flags nothing, since its centre says too little.
-- Returns  a row for each pair, with the smallest of bands_m that the distance is within, and that
--          is wider than the premises may be off: one placed to within 500 m, by a postcode that
--          nobody surveyed, cannot be said to be within 250 m of anything.
CREATE OR REPLACE FUNCTION derived.premises_near_cells(
    cell_ids text[],
    rests boolean[],
    areas bytea[],
    on_day date,
    bands_m integer[],
    largest_m integer
)
RETURNS TABLE (cell_id text, is_rest boolean, premises_id uuid, band_m integer)
LANGUAGE sql STABLE
AS $$
    WITH centre AS MATERIALIZED (
        SELECT
            given.cell_id,
            given.is_rest,
            ST_GeomFromWKB(given.area, 27700) AS area,
            ST_SetSRID(ST_MakePoint(
                (split_part(given.cell_id, '-', 2)::integer + 0.5) * level.level_m,
                (split_part(given.cell_id, '-', 3)::integer + 0.5) * level.level_m
            ), 27700) AS geom
        FROM unnest(cell_ids, rests, areas) AS given (cell_id, is_rest, area)
        CROSS JOIN LATERAL (SELECT split_part(given.cell_id, '-', 1)::integer) AS level (level_m)
        WHERE level.level_m <= largest_m
    ),
    furthest AS (
        SELECT max(band.band_m) AS band_m FROM unnest(bands_m) AS band (band_m)
    ),
    near AS MATERIALIZED (
        SELECT
            centre.cell_id,
            centre.is_rest,
            premises.premises_id,
            premises.precision_m,
            greatest(
                ST_Distance(premises.geom, centre.geom), ST_Distance(premises.geom, centre.area)
            ) AS distance_m
        FROM centre
        CROSS JOIN furthest
        INNER JOIN held.premises AS premises
            ON ST_DWithin(premises.geom, centre.geom, furthest.band_m)
    ),
    told AS MATERIALIZED (
        SELECT
            near.cell_id,
            near.is_rest,
            near.premises_id,
            min(band.band_m) AS band_m
        FROM near
        INNER JOIN unnest(bands_m) AS band (band_m)
            ON near.distance_m <= band.band_m AND near.precision_m < band.band_m
        GROUP BY near.cell_id, near.is_rest, near.premises_id
    )
    SELECT
        told.cell_id,
        told.is_rest,
        told.premises_id,
        told.band_m
    FROM told
    INNER JOIN derived.premises_in_business(on_day) AS premises USING (premises_id)
$$;
