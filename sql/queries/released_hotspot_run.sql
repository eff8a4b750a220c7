-- The newest run of hotspots that the analysts' map can show, by its days, then by when it was
-- kept.
SELECT *
FROM released.hotspot_run_for_analyst
WHERE kept = hotspots  -- what was removed is not shown as what was not found
ORDER BY as_at DESC, kept_at DESC
LIMIT 1;
