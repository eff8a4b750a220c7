-- The premises that words find, of those that the officer may see.
SELECT *
FROM released.premises_found_for_officer(:words);
