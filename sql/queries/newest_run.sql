-- The run that was stored last, by its terms.
SELECT
    run_id,
    result_sha256,
    as_at,
    window_days,
    coalesce(minimum_children, 0) AS minimum_children,
    minimum_episodes,
    merge_m,
    radius_m,
    kinds,
    CAST(only_where AS text) AS only_where
FROM held.flag_run
ORDER BY raised_at DESC, run_id
LIMIT 1;
