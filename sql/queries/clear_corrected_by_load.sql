-- Clear the places of the episodes that a load corrected, for those from before to come back.
DELETE FROM held.episode_place AS place
USING held.episode_correction AS correction
WHERE correction.load_id = :load_id AND place.episode_id = correction.episode_id;
