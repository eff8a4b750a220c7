-- released.missing_square_for_analyst: squares of 1 km that children were missing from, or lived
-- in.
--
-- Audience  the police analyst, who is shown no finer place of these, and no list of them: the
--           point is rounded here, before anything leaves the database.
-- Counted   places whose role is missing_from, and homes, placements and children's homes in any
--           role; of episodes that began between two days.
-- Same      what began at one second of one child is one episode, whichever suppliers tell of it,
--           as in every other number of the map (derived.qualifying_places, whose number this is).
-- Days      both counted, at most 1,100 of them; more, or none, answer nothing.
-- Returns   the square's south-west corner (whole kilometres of EPSG:27700, in metres), its shape
--           as GeoJSON (EPSG:4326), and the band that its number of episodes lies in.
CREATE OR REPLACE FUNCTION released.missing_square_for_analyst(first_day date, last_day date)
RETURNS TABLE (west integer, south integer, shape jsonb, band_from integer, band_to integer)
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp
AS $$
    WITH square AS MATERIALIZED (
        SELECT
            (floor(ST_X(point.geom) / 1000) * 1000)::integer AS west,
            (floor(ST_Y(point.geom) / 1000) * 1000)::integer AS south,
            count(
                DISTINCT CASE
                    WHEN
                        answered.time_quality = 'exact' AND episode.child_id IS NOT NULL
                        AND (SELECT count(*) > 1 FROM held.supplier)
                        THEN
                            -1 - episode.child_id * 4294967296
                            - date_part('epoch', episode.started_at)::bigint
                    ELSE episode.episode_id
                END
            ) AS episodes
        FROM held.placed_episode AS episode
        INNER JOIN held.episode_coding AS answered ON episode.coding_id = answered.coding_id
        INNER JOIN held.place_coding AS coding
            ON episode.place_coding_id = coding.place_coding_id
        INNER JOIN held.map_point AS point ON episode.point_id = point.point_id
        WHERE
            last_day - first_day BETWEEN 0 AND 1099
            AND episode.started_at
            >= CAST(first_day AS timestamp) AT TIME ZONE 'Europe/London'
            AND episode.started_at
            < CAST(last_day + 1 AS timestamp) AT TIME ZONE 'Europe/London'
            AND (
                coding.role = 'missing_from'
                OR coding.place_kind IN ('home', 'placement', 'childrens_home')
            )
        GROUP BY 1, 2
    )

    SELECT
        square.west,
        square.south,
        ST_AsGeoJSON(
            ST_Transform(
                ST_MakeEnvelope(
                    square.west, square.south, square.west + 1000, square.south + 1000, 27700
                ),
                4326
            ),
            6
        )::jsonb AS shape,
        band.band_from,
        band.band_to
    FROM square
    INNER JOIN (
        VALUES (1, 5), (6, 10), (11, 20), (21, NULL)
    ) AS band (band_from, band_to)
        ON square.episodes BETWEEN band.band_from AND coalesce(band.band_to, square.episodes)
    ORDER BY square.west, square.south
$$;
