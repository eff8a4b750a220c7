-- released.masked_flag_for_analyst: the premises near the repeat locations of a run, measured from
-- the centre of the 250 m square that each location lies in, and from nothing finer.
--
-- Audience  the police analyst, for files that are passed on. Counts are exact here; bands take
--           their place in the file (geo.masking).
-- CRS       EPSG:27700; wkb is the premises' point.
CREATE OR REPLACE FUNCTION released.masked_flag_for_analyst(asked_run uuid)
RETURNS TABLE (
    cell_no bigint, cell_west integer, cell_south integer, premises_id uuid, name text, kind text,
    authority text, authority_name text, postcode text, band_m integer, episodes bigint,
    children integer, wkb bytea
)
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp
AS $$
    WITH run AS MATERIALIZED (
        SELECT each.* FROM held.flag_run AS each WHERE each.run_id = asked_run
    ),

    cell AS MATERIALIZED (
        SELECT
            location.west,
            location.south,
            row_number() OVER (ORDER BY location.west, location.south) AS cell_no,
            sum(location.episodes) AS episodes,
            max(location.children) AS children
        FROM (
            SELECT
                floor(ST_X(ST_Centroid(found.geom)) / 250) * 250 AS west,
                floor(ST_Y(ST_Centroid(found.geom)) / 250) * 250 AS south,
                found.episodes,
                found.children
            FROM held.flag_location AS found
            WHERE found.run_id = asked_run
        ) AS location
        GROUP BY location.west, location.south
    )

    SELECT
        cell.cell_no,
        cell.west::integer AS cell_west,
        cell.south::integer AS cell_south,
        premises.premises_id,
        premises.name,
        premises.kind,
        premises.authority,
        authority.name AS authority_name,
        premises.postcode,
        near.band_m,
        cell.episodes,
        cell.children,
        ST_AsBinary(premises.geom) AS wkb
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
    INNER JOIN held.premises AS premises USING (premises_id)
    INNER JOIN held.authority AS authority ON premises.authority = authority.code
$$;
