-- Visits of the own authority that wait to be made, by month: everybody's, or one officer's.
SELECT
    date_trunc('month', planned_for)::date AS month,
    count(*) AS visits
FROM released.visit_for_officer
WHERE
    status = 'planned'
    AND (cast(:assigned_to AS uuid) IS NULL OR assigned_to = :assigned_to)
GROUP BY date_trunc('month', planned_for)
ORDER BY month;
