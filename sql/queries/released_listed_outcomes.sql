-- What became of the premises that a quarter lists, and of those visited after it that it does not.
SELECT *
FROM released.listed_outcome_for_analyst
WHERE quarter = :quarter
ORDER BY said_at DESC NULLS LAST, lower(name), name, premises_id;
