-- released.located_episodes_for_analyst: how many episodes the repeat locations of a run have
-- together in each 250 m square, by location.
--
-- Audience  the police analyst, for files that are passed on, in which the square is told alone.
-- Returns   a row for each location: one episode that is at several of a square is one.
CREATE OR REPLACE FUNCTION released.located_episodes_for_analyst(asked_run uuid)
RETURNS TABLE (location_no integer, in_square bigint)
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp
AS $$
    WITH located AS MATERIALIZED (
        SELECT told.* FROM derived.located_episodes(asked_run) AS told
    ),

    square AS MATERIALIZED (
        SELECT located.west, located.south, count(DISTINCT located.episode_id) AS episodes
        FROM located
        GROUP BY located.west, located.south
    )

    SELECT DISTINCT located.location_no, square.episodes AS in_square
    FROM located
    INNER JOIN square USING (west, south)
$$;
