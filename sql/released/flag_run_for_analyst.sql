-- released.flag_run_for_analyst: each asking of the question, its terms and what came of it.
--
-- Audience  the police analyst.
CREATE OR REPLACE VIEW released.flag_run_for_analyst WITH (security_barrier) AS
SELECT
    run.run_id,
    run.raised_at,
    run.rule,
    run.as_at,
    run.as_at - run.window_days + 1 AS begins_on,
    run.window_days,
    run.minimum_episodes,
    run.minimum_children,
    run.merge_m,
    run.radius_m,
    run.kinds,
    run.only_where,
    run.data_to,
    cardinality(run.load_ids) AS loads,
    run.code_version,
    run.repeat_locations,
    run.repeat_locations_with_premises,
    run.episodes,
    run.premises,
    run.pairs,
    run.premises_tested,
    run.result_sha256,
    run.notes
FROM held.flag_run AS run;
