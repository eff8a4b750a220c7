-- State what the next pages are for; the session says for whom.
SELECT released.state_purpose_for_all(:session, :purpose, :case_reference, :reason, :lasting);
