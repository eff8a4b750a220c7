-- The clocks that whoever asks may see; of one case, or of all.
SELECT * FROM released.case_clock_for_all(:session)
WHERE CAST(:case_id AS uuid) IS NULL OR case_id = :case_id;
