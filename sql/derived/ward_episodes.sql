-- derived.ward_episodes: how many episodes each child had at places that count, by ward.
--
-- Window   the days from first_day to last_day, both counted, by Europe/London's calendar.
-- Wards    the newest vintage of boundaries; a place on an edge is in the ward of the lower code.
-- Returns  a row for each child in each ward; episodes without a pseudonym are left out.
CREATE OR REPLACE FUNCTION derived.ward_episodes(first_day date, last_day date)
RETURNS TABLE (ward text, vintage smallint, child_ref text, episodes integer)
LANGUAGE sql STABLE
AS $$
    WITH place AS MATERIALIZED (
        SELECT qualifying.point_id, qualifying.episode_id, qualifying.child_id
        FROM derived.qualifying_places(last_day, last_day - first_day + 1) AS qualifying
        WHERE qualifying.child_id IS NOT NULL
    ),
    newest AS MATERIALIZED (
        SELECT boundary.code, boundary.vintage, boundary.geom
        FROM held.boundary AS boundary
        WHERE
            boundary.kind = 'ward'
            AND boundary.vintage = (
                SELECT max(other.vintage) FROM held.boundary AS other WHERE other.kind = 'ward'
            )
    ),
    in_ward AS MATERIALIZED (
        SELECT DISTINCT ON (point.point_id) point.point_id, newest.code, newest.vintage
        FROM (SELECT DISTINCT point_id FROM place) AS each
        INNER JOIN held.map_point AS point USING (point_id)
        INNER JOIN newest ON ST_Intersects(newest.geom, point.geom)
        ORDER BY point.point_id, newest.code
    )
    SELECT
        in_ward.code AS ward,
        in_ward.vintage,
        child.child_ref,
        count(DISTINCT place.episode_id)::integer AS episodes
    FROM place
    INNER JOIN in_ward USING (point_id)
    INNER JOIN held.child AS child USING (child_id)
    GROUP BY in_ward.code, in_ward.vintage, child.child_ref
$$;
