-- The versions of a visit's plan, newest first.
SELECT *
FROM released.visit_plan_for_officer
WHERE visit_id = :visit_id
ORDER BY version DESC;
