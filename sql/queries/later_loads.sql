-- The newest load that another stands under: of episodes, a later one of the same supplier; of a
-- register, a later one that found its premises or placed them.
SELECT left(CAST(later.public_id AS text), 8)
FROM held.load AS this
INNER JOIN held.load AS later ON this.load_id < later.load_id
WHERE
    this.load_id = :load_id
    AND CASE
        WHEN this.kind = 'episodes' THEN later.kind = 'episodes' AND later.supplier = this.supplier
        ELSE later.kind = ANY(:registers) OR later.kind IN ('postcodes', 'addresses')
    END
ORDER BY later.load_id DESC
LIMIT 1;
