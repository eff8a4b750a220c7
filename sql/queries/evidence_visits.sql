-- The visits that officers made to a premises, newest first.
SELECT
    visited_on,
    outcome,
    measure,
    awareness
FROM released.visit_for_analyst
WHERE premises_id = :premises_id AND visited_on IS NOT NULL
ORDER BY visited_on DESC, visit_id;
