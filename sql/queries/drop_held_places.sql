-- Places that came for episodes held from before, and that those have already.
DELETE FROM pg_temp.staged_place AS staged
USING held.episode_place AS held
WHERE
    held.episode_id = staged.episode_id
    AND held.point_id = staged.point_id
    AND held.place_coding_id = staged.place_coding_id;
