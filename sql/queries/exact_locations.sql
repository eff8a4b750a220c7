-- The repeat locations of a run, with their points.
SELECT
    location.location_no,
    location.episodes,
    location.children,
    location.first_on,
    location.last_on,
    location.by_month,
    location.wkb
FROM released.repeat_location_for_analyst AS location
WHERE location.run_id = :run_id
ORDER BY location.location_no
LIMIT :at_most;
