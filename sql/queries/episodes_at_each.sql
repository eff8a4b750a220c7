-- How many episodes of a window have a place that counts at one of some points, for each of several
-- multipoints in WKB, numbered from 1: one that is at several points of it is one all the same.
WITH spot AS MATERIALIZED (
    SELECT
        given.number,
        (ST_Dump(ST_GeomFromWKB(given.points, 27700))).geom
    FROM unnest(CAST(:points AS bytea[])) WITH ORDINALITY AS given (points, number)
),
place AS MATERIALIZED (
    SELECT
        qualifying.same_episode,
        point.geom
    FROM
        derived.qualifying_places(
            :as_at, :window_days, CAST(:only_where AS jsonb)
        ) AS qualifying
    INNER JOIN held.map_point AS point USING (point_id)
)
SELECT
    spot.number,
    count(DISTINCT place.same_episode) AS episodes
FROM spot
INNER JOIN place ON spot.geom = place.geom
GROUP BY spot.number;
