-- Take a supplier's newer word on its episodes.
UPDATE held.episode AS held
SET
    load_id = staged.load_id,
    child_id = staged.child_id,
    coding_id = staged.coding_id,
    started_at = staged.started_at,
    ended_at = staged.ended_at,
    return_interview_at = staged.return_interview_at,
    own_point_id = CASE
        WHEN matched.tells_places THEN staged.own_point_id ELSE held.own_point_id
    END,
    own_place_coding_id = CASE
        WHEN matched.tells_places THEN staged.own_place_coding_id ELSE held.own_place_coding_id
    END
FROM pg_temp.matched_episode AS matched
INNER JOIN pg_temp.staged_episode AS staged ON matched.staged_id = staged.episode_id
WHERE NOT matched.same AND held.episode_id = matched.held_id;
