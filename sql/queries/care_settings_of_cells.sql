-- For each published area, what is there of places that count, and of those that must never: also
-- where no row says what a place is, within 50 m of a home that the same child's episode of the
-- quarter tells of.
WITH told AS MATERIALIZED (
    SELECT
        cell.quarter,
        cell.cell_id,
        cell.is_rest,
        cell.geom AS area,
        place.episode_id,
        place.child_id,
        point.geom,
        coding.counts,
        coding.place_kind IN ('unknown', 'other') AS unsaid,
        derived.tells_of_a_home(coding.role, coding.place_kind, 'unknown') AS home
    FROM held.published_cell AS cell
    INNER JOIN held.cell_publication AS publication USING (quarter)
    INNER JOIN held.map_point AS point ON ST_DWithin(cell.geom, point.geom, 50)
    INNER JOIN held.placed_episode AS place ON point.point_id = place.point_id
    INNER JOIN held.place_coding AS coding ON place.place_coding_id = coding.place_coding_id
    WHERE
        (place.started_at AT TIME ZONE 'Europe/London')::date
        BETWEEN publication.first_day AND publication.last_day
),
judged AS (
    SELECT
        told.quarter,
        told.cell_id,
        told.is_rest,
        told.episode_id,
        told.child_id,
        told.counts AND NOT (
            told.unsaid AND EXISTS (
                SELECT FROM told AS near
                WHERE
                    near.home
                    AND near.quarter = told.quarter
                    AND near.cell_id = told.cell_id
                    AND near.is_rest = told.is_rest
                    AND near.child_id = told.child_id
                    AND ST_DWithin(near.geom, told.geom, 50)
            )
        ) AS counts
    FROM told
    WHERE ST_Intersects(told.area, told.geom)
)
SELECT
    quarter,
    cell_id,
    is_rest,
    count(DISTINCT episode_id) FILTER (WHERE counts) AS episodes,
    count(DISTINCT child_id) FILTER (WHERE counts) AS children,
    count(DISTINCT episode_id) FILTER (WHERE NOT counts) AS kept_out
FROM judged
GROUP BY quarter, cell_id, is_rest;
