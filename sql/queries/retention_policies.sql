-- For how long each dataset is kept, as it is in force on a day.
SELECT DISTINCT ON (dataset)
    dataset,
    keep_months,
    CAST(CAST(:as_at AS date) - make_interval(months => keep_months) AS date) AS before
FROM held.retention_policy
WHERE effective_from <= :as_at
ORDER BY dataset, effective_from DESC;
