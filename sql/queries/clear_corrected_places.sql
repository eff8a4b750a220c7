-- The places of a corrected episode are told anew, if the load tells of them.
DELETE FROM held.episode_place AS place
USING pg_temp.matched_episode AS matched
WHERE matched.tells_places AND NOT matched.same AND place.episode_id = matched.held_id;
