-- Keep that somebody is shown a tab of a case.
SELECT released.see_case_for_all(:session, :case_id, :tab, :of_what);
