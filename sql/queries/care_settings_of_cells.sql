-- For each published area, what is there of places that count, and of those that must never.
SELECT
    cell.quarter,
    cell.cell_id,
    cell.is_rest,
    count(DISTINCT place.episode_id) FILTER (WHERE coding.counts) AS episodes,
    count(DISTINCT place.child_id) FILTER (WHERE coding.counts) AS children,
    count(DISTINCT place.episode_id) FILTER (WHERE NOT coding.counts) AS kept_out
FROM held.published_cell AS cell
INNER JOIN held.cell_publication AS publication USING (quarter)
INNER JOIN held.map_point AS point ON ST_Intersects(cell.geom, point.geom)
INNER JOIN held.placed_episode AS place ON point.point_id = place.point_id
INNER JOIN held.place_coding AS coding ON place.place_coding_id = coding.place_coding_id
WHERE
    (place.started_at AT TIME ZONE 'Europe/London')::date
    BETWEEN publication.first_day AND publication.last_day
GROUP BY cell.quarter, cell.cell_id, cell.is_rest;
