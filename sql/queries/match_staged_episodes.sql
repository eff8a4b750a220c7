-- Which staged episodes are held, and whether they say the same, their places included. Of an
-- episode whose places were all turned away nothing is told: it keeps those that it has.
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
),
said AS (
    SELECT
        staged.episode_id,
        told.places,
        untold.episode_id IS NOT NULL AND told.places IS NULL AS untold,
        :tells_places
        AND (told.places IS NOT NULL OR untold.episode_id IS NULL) AS tells_places
    FROM pg_temp.staged_episode AS staged
    LEFT JOIN told ON staged.episode_id = told.episode_id
    LEFT JOIN unnest(CAST(:untold AS bigint[])) AS untold (episode_id)
        ON staged.episode_id = untold.episode_id
)
SELECT
    staged.episode_id AS staged_id,
    held.episode_id AS held_id,
    said.tells_places,
    (said.untold AND held_places.places IS NOT NULL) AS keeps_places,
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
        AND (NOT said.tells_places OR said.places IS NOT DISTINCT FROM held_places.places)
    ) AS same
FROM pg_temp.staged_episode AS staged
INNER JOIN said ON staged.episode_id = said.episode_id
INNER JOIN held.episode AS held USING (supplier_id, episode_ref)
LEFT JOIN held_places ON held.episode_id = held_places.episode_id;
