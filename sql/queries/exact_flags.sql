-- Each pair of a repeat location and a premises near it, with its distance, narrowed as the list.
SELECT
    pair.location_no,
    flag.premises_id,
    flag.name,
    flag.kind,
    flag.authority,
    flag.authority_name,
    flag.postcode,
    pair.distance_m,
    pair.band_m,
    pair.episodes,
    pair.children,
    pair.first_on,
    pair.last_on,
    pair.by_month,
    pair.timed,
    pair.within_hours,
    ST_AsBinary(ST_SetSRID(ST_MakePoint(flag.easting, flag.northing), 27700)) AS wkb
FROM released.flag_for_analyst AS flag
INNER JOIN released.flag_pair_for_analyst AS pair USING (run_id, premises_id)
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
ORDER BY pair.band_m, pair.distance_m, flag.premises_id, pair.location_no
LIMIT :at_most;
