-- The episodes that are held of some references of a supplier.
SELECT
    episode_ref,
    episode_id
FROM held.episode
WHERE supplier_id = :supplier_id AND episode_ref = ANY(:refs);
