-- State what the next pages are for; the login says for whom.
SELECT released.state_purpose_for_all(:account, :purpose, :case_reference, :reason);
