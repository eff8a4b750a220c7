-- Keep the places of episodes from before that a load adds places to, so that it can be taken back.
INSERT INTO held.load_before (load_id, of_table, was)
SELECT
    :load_id,
    'episode_place',
    jsonb_build_object(
        'episode_id', held.episode_id,
        'places', (
            SELECT coalesce(jsonb_agg(to_jsonb(place) - 'episode_id'), '[]')
            FROM held.episode_place AS place
            WHERE place.episode_id = held.episode_id
        )
    )
FROM held.episode AS held
WHERE
    held.load_id <> :load_id
    AND held.episode_id IN (SELECT staged.episode_id FROM pg_temp.staged_place AS staged);
