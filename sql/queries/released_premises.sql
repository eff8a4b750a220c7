-- One premises.
SELECT *
FROM released.premises_for_analyst
WHERE premises_id = :premises_id;
