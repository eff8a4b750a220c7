-- released.cell_for_officer: the cells where episodes recur, in bands, of an officer's own area.
--
-- Audience  the licensing officer, of the authority of the session that the transaction
--           is set to: cells that its newest boundary touches; none without a session.
--           EPSG:4326 as GeoJSON for the map; every corner is on the National Grid's lattice.
CREATE OR REPLACE VIEW released.cell_for_officer WITH (security_barrier) AS
SELECT
    cell.quarter,
    cell.cell_id,
    cell.is_rest,
    cell.level_m,
    cell.band_from,
    cell.band_to,
    cell.part_of_day,
    ST_AsGeoJSON(ST_Transform(cell.geom, 4326), 6)::jsonb AS shape,
    -- flags are measured from the middle of the square, which its name tells, also of a rest
    ST_AsGeoJSON(
        ST_Transform(
            ST_SetSRID(
                ST_MakePoint(
                    (split_part(cell.cell_id, '-', 2)::integer + 0.5) * cell.level_m,
                    (split_part(cell.cell_id, '-', 3)::integer + 0.5) * cell.level_m
                ),
                27700
            ),
            4326
        ),
        6
    )::jsonb AS middle
FROM held.published_cell AS cell
WHERE EXISTS (
    SELECT
    FROM (
        SELECT boundary.geom
        FROM held.boundary AS boundary
        WHERE
            boundary.kind = 'authority'
            AND boundary.code = (SELECT released.own_authority_for_officer())
        ORDER BY boundary.vintage DESC
        LIMIT 1
    ) AS own
    WHERE ST_Intersects(own.geom, cell.geom)
);
