-- The actions that whoever asks may see, the next due first; of one case, or of all.
SELECT * FROM released.case_action_for_all(:session)
WHERE CAST(:case_id AS uuid) IS NULL OR case_id = :case_id
ORDER BY state = 'open' DESC, due_on, action_id;
