-- What each side of a case was shown, newest first.
SELECT * FROM released.case_seen_for_all(:session, :case_id);
