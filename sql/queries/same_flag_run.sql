-- The run that asked the same of the same data by the same release, if there was one.
SELECT run_id
FROM held.flag_run
WHERE
    as_at = :as_at
    AND window_days = :window_days
    AND minimum_episodes = :minimum_episodes
    AND minimum_children IS NOT DISTINCT FROM nullif(CAST(:minimum_children AS integer), 0)
    AND merge_m = :merge_m
    AND radius_m = :radius_m
    AND kinds IS NOT DISTINCT FROM CAST(:kinds AS text[])
    AND only_where = CAST(:only_where AS jsonb)
    AND code_version = :code_version
    AND rule IS NOT DISTINCT FROM :rule
    AND load_ids = coalesce(
        (SELECT array_agg(load.load_id ORDER BY load.load_id) FROM held.load AS load), '{}'
    )
    AND removals = (SELECT count(*) FROM held.removal)
LIMIT 1;
