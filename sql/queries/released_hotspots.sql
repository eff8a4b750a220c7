-- The hotspots of a run, those that stand out most first.
SELECT
    cell_m,
    events,
    gi_star,
    adjusted,
    class,
    shape
FROM released.hotspot_for_analyst
WHERE run_id = :run_id
ORDER BY adjusted, gi_star DESC, west, south;
