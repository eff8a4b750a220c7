-- A page of the own premises near published cells of a quarter, a row for each pair. Premises come
-- by the nearest cell of each, then by the most episodes there; its pairs come nearest first.
WITH near AS MATERIALIZED (
    SELECT *
    FROM released.flag_for_officer
    WHERE
        quarter = :quarter
        AND (CAST(:kind AS text) IS NULL OR kind = :kind)
        AND (
            CAST(:words AS text) IS NULL
            OR strpos(lower(name || ' ' || coalesce(postcode, '')), lower(:words)) > 0
        )
),
nearest AS (
    SELECT DISTINCT ON (premises_id) premises_id, band_m, band_from, name
    FROM near
    ORDER BY premises_id, band_m, band_from DESC
),
listed AS (
    SELECT
        premises_id,
        count(*) OVER () AS matching,
        row_number() OVER (ORDER BY band_m, band_from DESC, name, premises_id) AS row_in_list
    FROM nearest
    WHERE CAST(:band_m AS integer) IS NULL OR band_m <= :band_m
    ORDER BY row_in_list
    LIMIT :at_most OFFSET :beginning
)
SELECT
    near.*,
    listed.matching
FROM listed
INNER JOIN near USING (premises_id)
ORDER BY listed.row_in_list, near.band_m, near.band_from DESC, near.cell_id, near.is_rest;
