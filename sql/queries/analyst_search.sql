-- The premises that words find, of those that the analyst may see.
SELECT *
FROM released.premises_found_for_analyst(:words);
