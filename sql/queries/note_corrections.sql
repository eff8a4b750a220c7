-- Keep what a corrected episode said before.
INSERT INTO held.episode_correction (episode_id, load_id, was)
SELECT
    held.episode_id,
    :load_id,
    jsonb_build_object(
        'load_id', held.load_id,
        'child_id', held.child_id,
        'coding_id', held.coding_id,
        'started_at', held.started_at,
        'ended_at', held.ended_at,
        'return_interview_at', held.return_interview_at,
        'places', (
            SELECT coalesce(jsonb_agg(to_jsonb(place) - 'episode_id'), '[]')
            FROM held.episode_place AS place
            WHERE place.episode_id = held.episode_id
        )
    )
FROM pg_temp.matched_episode AS matched
INNER JOIN held.episode AS held ON matched.held_id = held.episode_id
WHERE NOT matched.same;
