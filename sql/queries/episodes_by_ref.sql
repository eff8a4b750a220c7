-- The episodes that are held of some references of a supplier, and the authorities they are of.
SELECT
    episode.episode_ref,
    episode.episode_id,
    coding.authority
FROM held.episode AS episode
INNER JOIN held.episode_coding AS coding USING (coding_id)
WHERE episode.supplier_id = :supplier_id AND episode.episode_ref = ANY(:refs);
