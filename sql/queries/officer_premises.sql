-- One premises that an officer may see.
SELECT *
FROM released.premises_for_officer
WHERE premises_id = :premises_id;
