-- The premises near the squares of a run's repeat locations, narrowed as the list is.
SELECT flag.*
FROM released.masked_flag_for_analyst(:run_id) AS flag
WHERE
    (CAST(:authority AS text) IS NULL OR flag.authority = :authority)
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
ORDER BY flag.band_m, flag.cell_no, flag.premises_id
LIMIT :at_most;
