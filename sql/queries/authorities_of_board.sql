-- The authorities that the board is told of: those whose premises are held. Whether an episode of
-- a child in their care was ever held, up to a day, is what tells "no data" from "not shown".
SELECT
    premises.authority,
    EXISTS(
        SELECT FROM held.episode AS episode
        INNER JOIN held.episode_coding AS coding USING (coding_id)
        WHERE
            coding.authority = premises.authority
            AND episode.started_at < (:last_day + 1)::timestamp AT TIME ZONE 'Europe/London'
    ) AS received
FROM (SELECT DISTINCT authority FROM held.premises) AS premises
ORDER BY premises.authority;
