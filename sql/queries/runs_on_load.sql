-- The last day of the newest run that was computed from a load.
SELECT to_char(as_at, 'FMDD FMMonth YYYY')
FROM held.flag_run
WHERE :load_id = ANY(load_ids)
ORDER BY raised_at DESC
LIMIT 1;
