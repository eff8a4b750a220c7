-- The taxi ranks.
SELECT
    name,
    spaces,
    longitude,
    latitude
FROM released.rank_for_all
ORDER BY lower(name), name, rank_id;
