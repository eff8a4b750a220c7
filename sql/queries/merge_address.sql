-- Merge staged addresses: the last row of a UPRN counts, an equal row changes nothing.
WITH taken AS (
    DELETE FROM pg_temp.staged_address
    RETURNING *
),
latest AS (
    SELECT DISTINCT ON (uprn) * FROM taken ORDER BY uprn, row_no DESC
),
merged AS (
    INSERT INTO held.address AS held (uprn, geom, load_id)
    SELECT
        uprn,
        geom,
        :load_id
    FROM latest
    ON CONFLICT (uprn) DO UPDATE
        SET geom = excluded.geom, load_id = excluded.load_id
        WHERE held.geom IS DISTINCT FROM excluded.geom
    RETURNING 1
)
SELECT count(*) FROM merged;
