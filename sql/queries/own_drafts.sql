-- What one was typing and has not saved, newest first.
SELECT * FROM released.draft_for_all(:session);
