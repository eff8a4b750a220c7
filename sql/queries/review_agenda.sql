-- Which cases are on which agenda; of one meeting or case, or of all.
SELECT * FROM released.review_agenda_for_all(:session)
WHERE
    (CAST(:meeting_id AS uuid) IS NULL OR meeting_id = :meeting_id)
    AND (CAST(:case_id AS uuid) IS NULL OR case_id = :case_id);
