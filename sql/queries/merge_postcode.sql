-- Merge staged postcodes: the last row of a postcode counts, an equal row changes nothing.
WITH taken AS (
    DELETE FROM pg_temp.staged_postcode
    RETURNING *
),
latest AS (
    SELECT DISTINCT ON (postcode) * FROM taken ORDER BY postcode, row_no DESC
),
merged AS (
    INSERT INTO held.postcode AS held (
        postcode, geom, precision_m, quality, authority, ward, terminated_on, load_id
    )
    SELECT
        postcode,
        geom,
        precision_m,
        quality,
        authority,
        ward,
        terminated_on,
        :load_id
    FROM latest
    ON CONFLICT (postcode) DO UPDATE
        SET
            geom = excluded.geom,
            precision_m = excluded.precision_m,
            quality = excluded.quality,
            authority = excluded.authority,
            ward = excluded.ward,
            terminated_on = excluded.terminated_on,
            load_id = excluded.load_id
        WHERE
        (held.geom, held.quality, held.authority, held.ward, held.terminated_on)
        IS DISTINCT FROM
        (
            excluded.geom, excluded.quality, excluded.authority, excluded.ward,
            excluded.terminated_on
        )
    RETURNING 1
)
SELECT count(*) FROM merged;
