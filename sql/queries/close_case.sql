-- Close a case.
SELECT released.close_case_for_all(:session, :case_id, :outcome);
