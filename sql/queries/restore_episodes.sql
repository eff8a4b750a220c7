-- Take the word on episodes that was held before a load corrected it.
UPDATE held.episode AS episode
SET
    load_id = said.load_id,
    child_id = said.child_id,
    coding_id = said.coding_id,
    started_at = said.started_at,
    ended_at = said.ended_at,
    return_interview_at = said.return_interview_at,
    own_point_id = said.own_point_id,
    own_place_coding_id = said.own_place_coding_id
FROM held.episode_correction AS correction
CROSS JOIN jsonb_populate_record(CAST(NULL AS held.episode), correction.was) AS said
WHERE correction.load_id = :load_id AND episode.episode_id = correction.episode_id;
