-- released.hotspot_run_for_analyst: each run of hotspots that was kept, its terms and totals.
--
-- Audience  the police analyst.
CREATE OR REPLACE VIEW released.hotspot_run_for_analyst WITH (security_barrier) AS
SELECT
    run.run_id,
    run.kept_at,
    run.as_at,
    run.as_at - run.window_days + 1 AS begins_on,
    run.window_days,
    run.cell_m,
    run.terms,
    run.data_to,
    run.data_sha256,
    run.code_version,
    run.events,
    run.cells,
    run.cells_with_events,
    run.hotspots,
    run.result_sha256,
    run.notes,
    (SELECT count(*) FROM held.hotspot AS hotspot WHERE hotspot.run_id = run.run_id) AS kept
FROM held.hotspot_run AS run;
