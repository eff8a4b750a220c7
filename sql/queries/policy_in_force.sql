-- The policy of an audience as it stood on a day: the newest row that had come into force.
SELECT
    audience,
    effective_from,
    minimum_episodes,
    minimum_children,
    largest_share,
    band_from,
    narrowest_bound,
    k_addr,
    part_of_day_from,
    flag_bands_m,
    flag_level_m,
    minimum_premises
FROM held.release_policy
WHERE audience = :audience AND effective_from <= :on_day
ORDER BY effective_from DESC
LIMIT 1;
