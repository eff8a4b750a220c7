-- For how long each dataset is kept, and why, as it is in force on a day.
SELECT DISTINCT ON (dataset)
    dataset,
    keep_months,
    effective_from,
    reason
FROM held.retention_policy
WHERE effective_from <= :as_at
ORDER BY dataset, effective_from DESC;
