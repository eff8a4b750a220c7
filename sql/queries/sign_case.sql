-- Sign the newest version of a decision for one's own side.
SELECT released.sign_case_for_all(:session, :case_id, :version);
