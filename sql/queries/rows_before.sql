-- How many rows the newest load before this one had that was asked for on the same terms, of the
-- same kind and sender; none if it is the first.
SELECT read AS rows
FROM held.load
WHERE kind = :kind AND question_digest = :question_digest AND load_id < :load_id
ORDER BY load_id DESC
LIMIT 1;
