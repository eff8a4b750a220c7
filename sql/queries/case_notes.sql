-- The notes of a case, newest first.
SELECT * FROM released.case_note_for_all(:session, :case_id);
