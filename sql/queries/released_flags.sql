-- A page of the premises that a run flagged: nearest band first, then most episodes near.
SELECT
    flag.*,
    count(*) OVER () AS matching
FROM released.flag_for_analyst AS flag
WHERE
    flag.run_id = :run_id
    AND (CAST(:authority AS text) IS NULL OR flag.authority = :authority)
    AND (CAST(:kind AS text) IS NULL OR flag.kind = :kind)
    AND (CAST(:band_m AS integer) IS NULL OR flag.band_m <= :band_m)
    AND (
        CAST(:words AS text) IS NULL
        -- as geo/searching.py looks: a postcode stands there as it is held, and as it is written
        OR flag.name || coalesce(
            ' ' || flag.postcode
            || ' ' || left(flag.postcode, -3) || ' ' || right(flag.postcode, 3),
            ''
        ) ~ CAST(:words AS text)
    )
ORDER BY
    flag.band_m,
    flag.episodes DESC,
    flag.locations DESC,
    lower(flag.name),
    flag.name,
    flag.premises_id
LIMIT :at_most OFFSET :beginning;
