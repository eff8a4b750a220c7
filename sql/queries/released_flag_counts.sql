-- How many flagged premises of a run there are of each authority, kind and band, to filter by.
SELECT
    flag.authority,
    flag.authority_name,
    flag.kind,
    flag.band_m,
    count(*) AS premises
FROM released.flag_for_analyst AS flag
WHERE flag.run_id = :run_id
GROUP BY flag.authority, flag.authority_name, flag.kind, flag.band_m
ORDER BY flag.authority_name, flag.kind, flag.band_m;
