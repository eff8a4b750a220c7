-- The premises that officers are shown of a quarter.
SELECT DISTINCT premises_id
FROM held.officer_flag
WHERE quarter = :quarter;
