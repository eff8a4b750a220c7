-- The visits to one premises, newest first.
SELECT *
FROM released.visit_for_officer
WHERE premises_id = :premises_id
ORDER BY coalesce(visited_on, planned_for) DESC, visit_id;
