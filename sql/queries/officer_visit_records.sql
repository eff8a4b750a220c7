-- The versions of a visit's record, newest first.
SELECT *
FROM released.visit_record_for_officer
WHERE visit_id = :visit_id
ORDER BY version DESC;
