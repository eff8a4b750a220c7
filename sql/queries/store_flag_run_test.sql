-- Store what came of the test of a run.
INSERT INTO held.flag_run_test (
    run_id, policy_from, reach_m, false_discovery, moves, seed, tested, unusual, unusual_flagged,
    expected_by_chance, strata, episodes_compared, episodes_left_out, bands, kinds, result_sha256
)
VALUES (
    :run_id, :policy_from, :reach_m, :false_discovery, :moves, :seed, :tested, :unusual,
    :unusual_flagged, :expected_by_chance, :strata, :episodes_compared, :episodes_left_out,
    CAST(:bands AS jsonb), CAST(:kinds AS jsonb), :result_sha256
);
