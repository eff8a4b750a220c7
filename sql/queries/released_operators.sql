-- The taxi operators whose base a premises is, what a register says now first.
SELECT *
FROM released.operator_for_analyst
WHERE premises_id = :premises_id
ORDER BY is_overtaken, lower(name), name, licence_number;
