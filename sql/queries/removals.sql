-- How many times something was removed: a question asked before and after is not the same.
SELECT count(*)
FROM held.removal;
