-- Store the staged places: of new episodes, of corrected ones, and those that are new to an
-- episode that only its places came for.
INSERT INTO held.episode_place (episode_id, place_no, point_id, place_coding_id)
SELECT
    new.episode_id,
    coalesce((
        SELECT max(held.place_no)
        FROM held.placed_episode AS held
        WHERE held.episode_id = new.episode_id
    ), 0) + row_number() OVER (PARTITION BY new.episode_id ORDER BY new.place_no, new.point_id),
    new.point_id,
    new.place_coding_id
FROM (
    SELECT
        coalesce(matched.held_id, staged.episode_id) AS episode_id,
        staged.place_no,
        staged.point_id,
        staged.place_coding_id
    FROM pg_temp.staged_place AS staged
    LEFT JOIN pg_temp.matched_episode AS matched ON staged.episode_id = matched.staged_id
    WHERE matched.same IS NOT TRUE
) AS new
WHERE
    NOT EXISTS (
        SELECT FROM held.episode_place AS held
        WHERE
            held.episode_id = new.episode_id
            AND held.point_id = new.point_id
            AND held.place_coding_id = new.place_coding_id
    )
    AND NOT EXISTS (
        SELECT FROM held.episode AS held
        WHERE
            held.episode_id = new.episode_id
            AND held.own_point_id = new.point_id
            AND held.own_place_coding_id = new.place_coding_id
    );
