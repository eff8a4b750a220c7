-- How many children published quarters counted in each ward, exactly.
SELECT ward, children
FROM held.published_ward_basis
WHERE quarter = :quarter;
