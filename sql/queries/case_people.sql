-- Who can be given an action of a case.
SELECT * FROM released.case_person_for_all(:session, :case_id);
