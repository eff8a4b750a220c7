-- Which staged episodes are held, and whether they say the same, their places included.
CREATE TEMPORARY TABLE matched_episode ON COMMIT DROP AS
WITH told AS (
    SELECT
        episode_id,
        array_agg((point_id, place_coding_id) ORDER BY point_id, place_coding_id) AS places
    FROM (
        SELECT
            episode_id,
            own_point_id AS point_id,
            own_place_coding_id AS place_coding_id
        FROM pg_temp.staged_episode
        WHERE own_point_id IS NOT NULL
        UNION ALL
        SELECT
            episode_id,
            point_id,
            place_coding_id
        FROM pg_temp.staged_place
    ) AS place
    GROUP BY episode_id
),
held_places AS (
    SELECT
        place.episode_id,
        array_agg(
            (place.point_id, place.place_coding_id)
            ORDER BY place.point_id, place.place_coding_id
        ) AS places
    FROM (
        SELECT
            held.episode_id,
            held.own_point_id AS point_id,
            held.own_place_coding_id AS place_coding_id
        FROM pg_temp.staged_episode
        INNER JOIN held.episode AS held USING (supplier_id, episode_ref)
        WHERE held.own_point_id IS NOT NULL
        UNION ALL
        SELECT
            further.episode_id,
            further.point_id,
            further.place_coding_id
        FROM pg_temp.staged_episode
        INNER JOIN held.episode AS held USING (supplier_id, episode_ref)
        INNER JOIN held.episode_place AS further ON held.episode_id = further.episode_id
    ) AS place
    GROUP BY place.episode_id
)
SELECT
    staged.episode_id AS staged_id,
    held.episode_id AS held_id,
    (
        (
            staged.child_id, staged.coding_id, staged.started_at, staged.ended_at,
            staged.return_interview_at
        )
        IS NOT DISTINCT FROM
        (
            held.child_id, held.coding_id, held.started_at, held.ended_at,
            held.return_interview_at
        )
        AND (NOT :tells_places OR told.places IS NOT DISTINCT FROM held_places.places)
    ) AS same
FROM pg_temp.staged_episode AS staged
INNER JOIN held.episode AS held USING (supplier_id, episode_ref)
LEFT JOIN told ON staged.episode_id = told.episode_id
LEFT JOIN held_places ON held.episode_id = held_places.episode_id;
