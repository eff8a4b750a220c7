-- The cells in some squares of 4000 m, given by their ids; null asks for all.
SELECT
    level_m,
    east,
    north,
    addresses,
    shown
FROM held.cell
WHERE
    CAST(:squares AS text[]) IS NULL
    OR '4000-' || (east * level_m / 4000)::text || '-' || (north * level_m / 4000)::text
    = ANY(CAST(:squares AS text[]));
