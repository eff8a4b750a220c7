-- The premises near the squares of a run's repeat locations, narrowed as the list is: by the
-- nearest band of a premises, all of whose squares are then told.
SELECT
    flag.cell_no,
    flag.cell_west,
    flag.cell_south,
    flag.premises_id,
    flag.name,
    flag.kind,
    flag.authority,
    flag.authority_name,
    flag.postcode,
    flag.band_m,
    flag.episodes,
    flag.children,
    flag.near_by,
    flag.wkb
FROM (
    SELECT
        told.*,
        min(told.band_m) OVER (PARTITION BY told.premises_id) AS nearest_band_m
    FROM released.masked_flag_for_analyst(:run_id) AS told
) AS flag
WHERE
    (CAST(:authority AS text) IS NULL OR flag.authority = :authority)
    AND (CAST(:kind AS text) IS NULL OR flag.kind = :kind)
    AND (CAST(:band_m AS integer) IS NULL OR flag.nearest_band_m <= :band_m)
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
