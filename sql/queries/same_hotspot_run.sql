-- Whether a run of hotspots is kept already.
SELECT count(*) > 0
FROM held.hotspot_run
WHERE run_id = :run_id;
