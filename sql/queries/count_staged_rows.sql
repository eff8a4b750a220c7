-- How many rows of the file told what was held already, and how many episodes were corrected.
SELECT
    (SELECT count(*) FROM pg_temp.matched_episode WHERE same)
    + (
        SELECT count(*)
        FROM pg_temp.staged_place AS staged
        INNER JOIN pg_temp.matched_episode AS matched ON staged.episode_id = matched.staged_id
        WHERE matched.same
    ) AS held_rows,
    (SELECT count(*) FROM pg_temp.matched_episode WHERE NOT same) AS corrected,
    (SELECT count(*) FROM pg_temp.matched_episode WHERE NOT same AND keeps_places) AS keeping;
