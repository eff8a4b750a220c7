-- How much waits for whoever asks; the session says who.
SELECT * FROM released.notice_for_all(:session);
