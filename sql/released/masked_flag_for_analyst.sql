-- released.masked_flag_for_analyst: the premises near the repeat locations of a run, measured from
-- the centre of the 250 m square that each location lies in, and from nothing finer.
--
-- Audience  the police analyst, for files that are passed on. Counts are exact here; bands take
--           their place in the file (geo.masking).
-- Episodes  of the square, and near_by of all the squares that the premises is near: one that is at
--           several places is one in either (derived.located_episodes).
-- CRS       EPSG:27700; wkb is the premises' point.
CREATE OR REPLACE FUNCTION released.masked_flag_for_analyst(asked_run uuid)
RETURNS TABLE (
    cell_no bigint, cell_west integer, cell_south integer, premises_id uuid, name text, kind text,
    authority text, authority_name text, postcode text, band_m integer, episodes bigint,
    children integer, near_by bigint, wkb bytea
)
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp
AS $$
    WITH run AS MATERIALIZED (
        SELECT each.* FROM held.flag_run AS each WHERE each.run_id = asked_run
    ),

    located AS MATERIALIZED (
        SELECT told.* FROM derived.located_episodes(asked_run) AS told
    ),

    cell AS MATERIALIZED (
        SELECT
            located.west,
            located.south,
            row_number() OVER (ORDER BY located.west, located.south) AS cell_no,
            count(DISTINCT located.episode_id) AS episodes,
            max(location.children) AS children
        FROM located
        INNER JOIN held.flag_location AS location
            ON location.run_id = asked_run AND located.location_no = location.location_no
        GROUP BY located.west, located.south
    ),

    pair AS MATERIALIZED (
        SELECT near.premises_id, near.band_m, cell.*
        FROM run
        CROSS JOIN LATERAL derived.premises_near(
            ARRAY(
                SELECT
                    ROW(
                        square.cell_no,
                        ST_Multi(
                            ST_SetSRID(ST_MakePoint(square.west + 125, square.south + 125), 27700)
                        ),
                        square.episodes, square.children, NULL, NULL, NULL, 0, 0, 0, 0, '{}'
                    )::derived.repeat_location
                FROM cell AS square
            ),
            run.as_at, run.radius_m, run.kinds
        ) AS near
        INNER JOIN cell ON near.location_no = cell.cell_no
    ),

    around AS MATERIALIZED (
        SELECT pair.premises_id, count(DISTINCT located.episode_id) AS episodes
        FROM pair
        INNER JOIN located USING (west, south)
        GROUP BY pair.premises_id
    )

    SELECT
        pair.cell_no,
        pair.west AS cell_west,
        pair.south AS cell_south,
        premises.premises_id,
        premises.name,
        premises.kind,
        premises.authority,
        authority.name AS authority_name,
        premises.postcode,
        pair.band_m,
        pair.episodes,
        pair.children,
        around.episodes AS near_by,
        ST_AsBinary(premises.geom) AS wkb
    FROM pair
    INNER JOIN around USING (premises_id)
    INNER JOIN held.premises AS premises USING (premises_id)
    INNER JOIN held.authority AS authority ON premises.authority = authority.code
$$;
