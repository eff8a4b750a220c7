-- How many sets of pseudonyms are held that may be of the same children.
SELECT count(DISTINCT set_no)
FROM derived.sets_of_pseudonyms();
