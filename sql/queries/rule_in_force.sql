-- A rule as it stood on a day: the newest row that had come into force.
SELECT
    minimum_episodes,
    minimum_children,
    window_days,
    merge_m,
    radius_m
FROM held.rule
WHERE name = :name AND effective_from <= :as_at
ORDER BY effective_from DESC
LIMIT 1;
