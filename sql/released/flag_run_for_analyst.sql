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
    run.notes,
    -- null where the run was not tested against chance
    test.reach_m AS test_reach_m,
    test.false_discovery,
    test.tested,
    test.unusual,
    test.unusual_flagged,
    test.expected_by_chance,
    test.episodes_compared,
    test.episodes_left_out,
    test.moves,
    test.seed AS test_seed,
    policy.steady_percent,
    policy.child_visits AS visits_counted,
    test.bands,
    test.kinds AS test_kinds,
    -- retention keeps counts of a quarter before the first of its episodes goes
    EXISTS(
        SELECT
        FROM held.episode_month AS counted
        WHERE
            counted.counted_at <= run.raised_at
            AND counted.quarter <= run.as_at
            AND counted.quarter + interval '3 months' > run.as_at - run.window_days + 1
    ) AS partly_deleted
FROM held.flag_run AS run
LEFT JOIN held.flag_run_test AS test USING (run_id)
LEFT JOIN held.flag_test_policy AS policy ON test.policy_from = policy.effective_from;
