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
        'own_point_id', held.own_point_id,
        'own_place_coding_id', held.own_place_coding_id,
        'places', (
            SELECT
                coalesce(
                    jsonb_agg(
                        jsonb_build_object(
                            'place_no', place.place_no,
                            'point_id', place.point_id,
                            'place_coding_id', place.place_coding_id
                        )
                    ),
                    '[]'
                )
            FROM held.placed_episode AS place
            WHERE place.episode_id = held.episode_id
        )
    )
FROM pg_temp.matched_episode AS matched
INNER JOIN held.episode AS held ON matched.held_id = held.episode_id
WHERE NOT matched.same;
