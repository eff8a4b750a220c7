-- Places that came for episodes held from before, and that those have already. Each table is asked
-- by its own index: for a few rows that come, not all that is held is read.
DELETE FROM pg_temp.staged_place AS staged
WHERE
    EXISTS (
        SELECT FROM held.episode_place AS held
        WHERE
            held.episode_id = staged.episode_id
            AND held.point_id = staged.point_id
            AND held.place_coding_id = staged.place_coding_id
    )
    OR EXISTS (
        SELECT FROM held.episode AS held
        WHERE
            held.episode_id = staged.episode_id
            AND held.own_point_id = staged.point_id
            AND held.own_place_coding_id = staged.place_coding_id
    );
