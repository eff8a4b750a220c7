-- derived.ward_episodes: how many episodes each child had at places that count, by ward.
--
-- Window   the days from first_day to last_day, both counted, by Europe/London's calendar.
-- Wards    the newest vintage of boundaries, as held.point_ward keeps it for each point; a place
--          on an edge is in the ward of the lower code.
-- Children of a ward are of one set of pseudonyms, that of the most: of two sets, two may be one
--          child (derived.sets_of_pseudonyms).
-- Returns  a row for each child in each ward; episodes without a pseudonym are left out.
CREATE OR REPLACE FUNCTION derived.ward_episodes(first_day date, last_day date)
RETURNS TABLE (ward text, vintage smallint, child_ref text, episodes integer)
LANGUAGE sql STABLE
AS $$
    -- the days first: wards of a point that have just been kept are not known to the planner yet,
    -- and it would begin with all of them
    WITH place AS MATERIALIZED (
        SELECT countable.* FROM derived.countable_places(first_day, last_day) AS countable
    ),
    -- an episode may have several places in a ward, and is one episode all the same
    counted AS (
        SELECT DISTINCT kept.boundary_id, place.child_id, place.episode_id
        FROM place
        INNER JOIN held.point_ward AS kept USING (point_id)
        WHERE
            kept.vintage = (
                SELECT max(newest.vintage) FROM held.boundary AS newest WHERE newest.kind = 'ward'
            )
    ),
    by_child AS (
        SELECT counted.boundary_id, named.set_no, child_id, count(*)::integer AS episodes
        FROM counted
        INNER JOIN derived.sets_of_pseudonyms() AS named USING (child_id)
        GROUP BY counted.boundary_id, named.set_no, child_id
    ),
    chosen AS (
        SELECT DISTINCT ON (boundary_id) boundary_id, set_no
        FROM by_child
        GROUP BY boundary_id, set_no
        ORDER BY boundary_id, count(*) DESC, sum(episodes) DESC, set_no
    )
    SELECT boundary.code AS ward, boundary.vintage, child.child_ref, by_child.episodes
    FROM by_child
    INNER JOIN chosen USING (boundary_id, set_no)
    INNER JOIN held.boundary AS boundary USING (boundary_id)
    INNER JOIN held.child AS child USING (child_id)
$$;
