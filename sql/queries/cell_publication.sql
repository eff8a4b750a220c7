-- What was published of a quarter, and on which terms.
SELECT *
FROM held.cell_publication
WHERE quarter = :quarter;
