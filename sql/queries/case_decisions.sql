-- Every version of the decision of a case, newest first.
SELECT * FROM released.case_decision_for_all(:session, :case_id);
