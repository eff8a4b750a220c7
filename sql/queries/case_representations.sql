-- Complaints and replies about the premises of a case.
SELECT * FROM released.case_representation_for_all(:session, :case_id);
