-- Keep the terms of a publication, the first word of it.
INSERT INTO held.cell_publication (
    quarter, first_day, last_day, officer_policy, board_policy, rule, minimum_episodes,
    minimum_children, merge_m, ward_vintage, data_to, load_ids, key_fingerprint, code_version,
    result_sha256, basis_kept
)
SELECT
    :quarter,
    :first_day,
    :last_day,
    :officer_policy,
    :board_policy,
    :rule,
    :minimum_episodes,
    :minimum_children,
    :merge_m,
    :ward_vintage,
    :data_to,
    coalesce(array_agg(load.load_id ORDER BY load.load_id), '{}'),
    :key_fingerprint,
    :code_version,
    :result_sha256,
    true
FROM held.load AS load;
