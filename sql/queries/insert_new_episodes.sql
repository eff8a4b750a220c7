-- Store the staged episodes that were not held.
INSERT INTO held.episode
SELECT staged.*
FROM pg_temp.staged_episode AS staged
WHERE
    NOT EXISTS (
        SELECT FROM pg_temp.matched_episode AS matched
        WHERE matched.staged_id = staged.episode_id
    );
