-- The last day of the newest run of flags or hotspots that was computed from a load.
SELECT to_char(run.as_at, 'FMDD FMMonth YYYY')
FROM (
    SELECT
        flags.as_at,
        flags.raised_at AS made_at,
        flags.load_ids
    FROM held.flag_run AS flags
    UNION ALL
    SELECT
        hotspots.as_at,
        hotspots.kept_at AS made_at,
        hotspots.load_ids
    FROM held.hotspot_run AS hotspots
) AS run
WHERE :load_id = ANY(run.load_ids)
ORDER BY run.made_at DESC
LIMIT 1;
