-- What waits beside a newer version in a case.
SELECT * FROM released.case_edit_for_all(:session, :case_id);
