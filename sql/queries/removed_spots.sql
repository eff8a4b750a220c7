-- Mark what the removed episodes refer to: their points and codings, by the day they began, those
-- that a correction kept included.
CREATE TEMPORARY TABLE removed_spot ON COMMIT DROP AS
SELECT DISTINCT
    episode.own_point_id AS point_id,
    episode.own_place_coding_id AS place_coding_id,
    removed.started_on
FROM pg_temp.removed_episode AS removed
INNER JOIN held.episode AS episode USING (episode_id)
WHERE episode.own_point_id IS NOT NULL
UNION
SELECT DISTINCT
    place.point_id,
    place.place_coding_id,
    removed.started_on
FROM pg_temp.removed_episode AS removed
INNER JOIN held.episode_place AS place USING (episode_id)
UNION
SELECT DISTINCT
    CAST(was.place ->> 'point_id' AS integer),
    CAST(was.place ->> 'place_coding_id' AS integer),
    CAST(
        CAST(correction.was ->> 'started_at' AS timestamptz) AT TIME ZONE 'Europe/London' AS date
    )
FROM held.episode_correction AS correction
CROSS JOIN jsonb_array_elements(correction.was -> 'places') AS was (place)
WHERE
    correction.episode_id IN (SELECT removed.episode_id FROM pg_temp.removed_episode AS removed)
    OR CAST(correction.was ->> 'child_id' AS integer) = ANY(CAST(:child_ids AS integer[]));
