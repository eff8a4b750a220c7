-- The repeat locations of a run, each with how many episodes its 250 m square has in all.
SELECT
    location.location_no,
    location.episodes,
    location.children,
    location.first_on,
    location.last_on,
    told.in_square,
    location.wkb
FROM released.repeat_location_for_analyst AS location
INNER JOIN released.located_episodes_for_analyst(:run_id) AS told USING (location_no)
WHERE location.run_id = :run_id
ORDER BY location.location_no
LIMIT :at_most;
