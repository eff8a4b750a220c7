-- The taxi operators whose base a premises is.
SELECT *
FROM released.operator_for_analyst
WHERE premises_id = :premises_id
ORDER BY lower(name), name, licence_number;
