-- How many places the removed episodes have, in their own rows and beside them.
SELECT
    (
        SELECT count(episode.own_point_id)
        FROM pg_temp.removed_episode
        INNER JOIN held.episode AS episode USING (episode_id)
    )
    + (
        SELECT count(place.point_id)
        FROM pg_temp.removed_episode
        INNER JOIN held.episode_place AS place USING (episode_id)
    ) AS places;
